package safecsv.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.csv.TargetCheck;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanSource;
import safecsv.diff.plan.PlanTable;
import safecsv.mysql.table.ColumnDefinition;

/**
 * Where the undo plan of a plan goes, or the plan of the rows that an undo leaves out, and what an earlier run has left
 * there.
 */
final class UndoFile {
    private final Path path;
    private final PlanReader plan;
    private final String role;

    UndoFile(Path path, PlanReader plan) {
        this(path, plan, PlanSource.PLAN);
    }

    private UndoFile(Path path, PlanReader plan, String role) {
        this.path = path;
        this.plan = plan;
        this.role = role;
    }

    /** Where the rows go that an undo with this plan leaves out. */
    static UndoFile rest(Path path, PlanReader plan) {
        return new UndoFile(path, plan, PlanSource.REST);
    }

    Path path() {
        return path;
    }

    /**
     * Refuses a place that can't be written or that holds something other than an undo plan of this plan.
     *
     * @return whether there is one
     */
    boolean check() {
        TargetCheck.check(path, true);
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isThere()) {
            throw new SafecsvException(ExitCode.REFUSED, occupied());
        }
        return true;
    }

    /** Whether what is there is an undo plan of this plan. */
    boolean isThere() {
        try (PlanReader existing = PlanReader.open(path)) {
            return isOurs(existing.header());
        } catch (SafecsvException e) {
            return false;
        }
    }

    private String occupied() {
        return role.equals(PlanSource.PLAN)
                ? "Refused: %s exists already and is no undo plan of %s. Nothing was changed. Name another file with --undo, or move it away."
                        .formatted(path, plan.path())
                : "Refused: %s exists already and is not what an undo with %s left out. Nothing was changed. Move it away."
                        .formatted(path, plan.path());
    }

    private boolean isOurs(PlanHeader header) {
        return header.purpose() == PlanHeader.Purpose.UNDO
                && header.table().key().equals(plan.header().table().key())
                && header.sources().stream()
                        .anyMatch(source ->
                                source.role().equals(role) && source.sha256().equals(plan.digest()));
    }

    /** Hands on the keys of rows that an earlier apply of this plan inserted, with the CSV's line. */
    void insertedBefore(BiConsumer<Long, Map<String, String>> keys) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (PlanReader existing = PlanReader.open(path);
                PlanChanges changes = existing.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                if (change.kind() == PlanChange.Kind.DELETE) {
                    keys.accept(change.line(), change.key());
                }
            }
        }
    }

    /** The first line of the undo plan. */
    PlanHeader header(TargetTable table) {
        PlanHeader header = plan.header();
        PlanSource source = new PlanSource(role, plan.path().getFileName().toString(), plan.digest());
        if (role.equals(PlanSource.REST)) {
            List<PlanSource> sources = new ArrayList<>(header.sources());
            sources.removeIf(known -> known.role().equals(PlanSource.REST));
            sources.add(source);
            return header.with(sources);
        }
        List<PlanColumn> columns = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            PlanColumn.Role role = table.isKey(column.name())
                    ? PlanColumn.Role.KEY
                    : column.generated() ? PlanColumn.Role.READ_ONLY : PlanColumn.Role.DATA;
            columns.add(new PlanColumn(
                    column.name(),
                    column.type().declared(),
                    column.type().characterSet(),
                    column.type().collation(),
                    role));
        }
        PlanTable same = header.table();
        return new PlanHeader(
                PlanHeader.Purpose.UNDO,
                header.server(),
                new PlanTable(same.schema(), same.name(), same.fingerprint(), columns, same.key()),
                header.session(),
                List.of(source),
                PlanCounts.NONE);
    }

    /** Removes it: what it would take back was not done. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Nothing was changed, but the undo plan %s can't be removed: %s. Remove it by hand."
                            .formatted(path, IoReason.of(e)),
                    e);
        }
    }
}
