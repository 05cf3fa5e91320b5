package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import safecsv.diff.plan.PlanLeftOut;
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
    private final Map<RepairedCells.Id, Long> suspiciousCells = new TreeMap<>();
    private final List<Map<String, String>> missingKeys = new ArrayList<>();
    private final List<SettledConflict> settledConflicts = new ArrayList<>();
    private final List<NotARow> notRows = new ArrayList<>();
    private long settledSize;
    long notRowsAccepted;
    long notRowsAsked;
    long unchanged;
    long missing;
    long alreadyThere;
    long settled;
    long reformatted;
    long repairedCells;
    long suspiciousRows;
    long newRowsHeld;
    long newRowsRejected;

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

    /** Counts a row with conflicts that were decided. */
    void settledRow() {
        settled++;
    }

    /** Keeps a conflict that was decided, to be shown while there is room. */
    void settled(SettledConflict conflict) {
        settledSize += conflict.size();
        if (settledConflicts.size() < SHOWN && settledSize <= MOST_SETTLED_BYTES) {
            settledConflicts.add(conflict);
        }
    }

    List<SettledConflict> settledConflicts() {
        return List.copyOf(settledConflicts);
    }

    /** Counts a row that the CSV lacks, and keeps its key to be shown while there is room. */
    void missing(Supplier<Map<String, String>> key) {
        missing++;
        if (missingKeys.size() < SHOWN) {
            missingKeys.add(key.get());
        }
    }

    List<Map<String, String>> missingKeys() {
        return List.copyOf(missingKeys);
    }

    /**
     * Counts a line that is taken for no record.
     *
     * @param accepted whether a person has said that it is none
     */
    void notARow(NotARow line, boolean accepted) {
        if (accepted) {
            notRowsAccepted++;
        } else {
            notRowsAsked++;
            if (notRows.size() < SHOWN) {
                notRows.add(line);
            }
        }
    }

    List<NotARow> notRows() {
        return List.copyOf(notRows);
    }

    void suspicious(SuspiciousCell cell) {
        suspiciousCells.merge(new RepairedCells.Id(cell.column(), cell.damage()), 1L, Long::sum);
        if (suspicious.size() < SHOWN) {
            suspicious.add(cell);
        }
    }

    List<SuspiciousCell> suspicious() {
        return List.copyOf(suspicious);
    }

    /** What a plan of all changes leaves out. */
    PlanLeftOut leftOut(boolean deletes) {
        return new PlanLeftOut(
                suspiciousCells.entrySet().stream()
                        .map(entry -> new PlanLeftOut.SuspiciousCells(
                                entry.getKey().column(), entry.getKey().damage(), entry.getValue()))
                        .toList(),
                suspiciousRows,
                newRowsHeld,
                newRowsRejected,
                deletes ? 0 : missing,
                notRowsAsked);
    }

    List<RepairedCells> repairs() {
        return repaired.entrySet().stream()
                .map(entry -> new RepairedCells(
                        entry.getKey().column(), entry.getKey().damage(), entry.getValue()))
                .toList();
    }
}
