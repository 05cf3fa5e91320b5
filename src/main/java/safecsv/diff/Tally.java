package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import safecsv.spreadsheet.CellVerdict;
import safecsv.spreadsheet.Damage;

/** What is counted while two files and a table are compared. Not thread-safe. */
final class Tally {
    /** Suspicious cells and settled conflicts that are kept to be shown. */
    private static final int SHOWN = 1000;

    private static final long MOST_SETTLED_BYTES = 8 << 20;

    private final Map<RepairedCells.Id, Long> repaired = new TreeMap<>();
    private final List<ConflictReason> conflicts = new ArrayList<>();
    private final List<SuspiciousCell> suspicious = new ArrayList<>();
    private final List<SettledConflict> settledConflicts = new ArrayList<>();
    private long settledSize;
    long unchanged;
    long missing;
    long alreadyThere;
    long settled;
    long reformatted;
    long repairedCells;
    long suspiciousRows;

    void repaired(String column, String damage) {
        repairedCells++;
        repaired.merge(new RepairedCells.Id(column, damage), 1L, Long::sum);
    }

    /** A key's cell of a row that was found, so that whatever it says now is what a spreadsheet made of it. */
    void repaired(String column, CellVerdict verdict) {
        if (verdict.kind() == CellVerdict.Kind.REFORMATTED) {
            reformatted++;
        } else {
            repaired(column, verdict.damage() == null ? Damage.NUMBER_FORMAT.id() : verdict.damage());
        }
    }

    /** Notes why the next conflict of the plan is one. */
    void conflict(ConflictReason reason) {
        conflicts.add(reason);
    }

    /** The reasons, in the order of the plan's conflicts. */
    List<ConflictReason> conflictReasons() {
        return conflicts;
    }

    /** Counts a conflict that was decided, and keeps it to be shown while there is room. */
    void settled(SettledConflict conflict) {
        settled++;
        settledSize += conflict.size();
        if (settledConflicts.size() < SHOWN && settledSize <= MOST_SETTLED_BYTES) {
            settledConflicts.add(conflict);
        }
    }

    List<SettledConflict> settledConflicts() {
        return List.copyOf(settledConflicts);
    }

    void suspicious(SuspiciousCell cell) {
        if (suspicious.size() < SHOWN) {
            suspicious.add(cell);
        }
    }

    List<SuspiciousCell> suspicious() {
        return List.copyOf(suspicious);
    }

    List<RepairedCells> repairs() {
        return repaired.entrySet().stream()
                .map(entry -> new RepairedCells(
                        entry.getKey().column(), entry.getKey().damage(), entry.getValue()))
                .toList();
    }
}
