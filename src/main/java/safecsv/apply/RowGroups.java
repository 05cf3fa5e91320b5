package safecsv.apply;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.StatementRefused;

/**
 * Runs one statement for many rows; where the server refuses it, row by row, so that the row to blame is known and rows
 * that only wait for others (a value that is still taken, a parent that is not there yet) are kept for later.
 *
 * @param <R> a row to write
 */
final class RowGroups<R> {
    private static final int ROWS = 200;
    private static final int CHARACTERS = 1 << 20;

    private final Work work;
    private final Function<R, PlanChange> change;
    private final Function<List<R>, String> sql;

    RowGroups(Work work, Function<R, PlanChange> change, Function<List<R>, String> sql) {
        this.work = work;
        this.change = change;
        this.sql = sql;
    }

    /** A row that could not be written now, and why. */
    record Waiting<R>(R row, StatementRefused reason) {}

    /**
     * Writes the rows.
     *
     * @param waiting gets the rows that may be written later; the others are written when this returns
     * @throws SafecsvException naming the row that the table does not take
     */
    void write(List<R> rows, List<Waiting<R>> waiting) {
        for (int start = 0; start < rows.size(); start += ROWS) {
            writeGroup(rows.subList(start, Math.min(rows.size(), start + ROWS)), waiting);
        }
    }

    private void writeGroup(List<R> rows, List<Waiting<R>> waiting) {
        String statement = statement(rows);
        if (rows.size() > 1 && statement.length() > CHARACTERS) {
            writeGroup(rows.subList(0, rows.size() / 2), waiting);
            writeGroup(rows.subList(rows.size() / 2, rows.size()), waiting);
            return;
        }
        requireShort(rows.get(0), statement);
        try {
            boolean lenient = rows.size() == 1 && work.takesLeniency(change.apply(rows.get(0)));
            long count = lenient
                    ? work.session().changeLeniently(statement)
                    : work.session().change(statement);
            if (count != rows.size()) {
                throw new SafecsvException(
                        ExitCode.FAILED,
                        "A statement for %s of %s reached %d (among them %s). All of it was rolled back: nothing was changed."
                                .formatted(
                                        Counted.of(rows.size(), "row"),
                                        work.table().definition().qualifiedName(),
                                        count,
                                        Mismatches.describe(change.apply(rows.get(0)))));
            }
        } catch (StatementRefused refused) {
            refused(rows, waiting, refused);
        }
    }

    private void refused(List<R> rows, List<Waiting<R>> waiting, StatementRefused refused) {
        if (rows.size() > 1) {
            for (R row : rows) {
                writeGroup(List.of(row), waiting);
            }
        } else if (refused.dependsOnOrder()) {
            waiting.add(new Waiting<>(rows.get(0), refused));
        } else {
            throw rejected(rows.get(0), refused);
        }
    }

    /**
     * Writes what waits, as long as something gets written.
     *
     * @return the rows that were written
     */
    List<R> retry(List<Waiting<R>> waiting) {
        List<R> written = new ArrayList<>();
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            List<Waiting<R>> still = new ArrayList<>();
            for (Waiting<R> row : waiting) {
                int before = still.size();
                writeGroup(List.of(row.row()), still);
                if (still.size() == before) {
                    written.add(row.row());
                }
            }
            progress = still.size() < waiting.size();
            waiting.clear();
            waiting.addAll(still);
        }
        return written;
    }

    /** Rows that no order helps: the end, or rows that are left out where that was asked for. */
    void giveUp(List<Waiting<R>> waiting) {
        for (Waiting<R> row : waiting) {
            if (!work.mismatches().skipping()) {
                throw rejected(row.row(), row.reason());
            }
            work.mismatches()
                    .before(
                            change.apply(row.row()),
                            "the table does not take it: " + row.reason().getMessage());
        }
        waiting.clear();
    }

    /** Which row the table does not take, and why. */
    SafecsvException rejected(R row, StatementRefused refused) {
        return rejected(row, refused, "");
    }

    /** As {@link #rejected(Object, StatementRefused)}, with more to say, which starts with a blank. */
    SafecsvException rejected(R row, StatementRefused refused, String more) {
        return new SafecsvException(
                ExitCode.FAILED,
                "The table %s does not take %s: %s (error %d). All of it was rolled back: nothing was changed.%s"
                        .formatted(
                                work.table().definition().qualifiedName(),
                                Mismatches.describe(change.apply(row)),
                                refused.getMessage(),
                                refused.errorNumber(),
                                more),
                refused);
    }

    private String statement(List<R> rows) {
        try {
            return sql.apply(rows);
        } catch (IllegalArgumentException e) {
            throw new SafecsvException(
                    ExitCode.BAD_CSV,
                    "The plan has a value that its column can't hold (%s), in one of %s from %s on. All of it was rolled back: nothing was changed."
                            .formatted(
                                    e.getMessage(),
                                    Counted.of(rows.size(), "row"),
                                    Mismatches.describe(change.apply(rows.get(0)))),
                    e);
        }
    }

    private void requireShort(R row, String statement) {
        // A character is at most three bytes for each of its UTF-16 units.
        if (3L * statement.length() < work.longestStatement()) {
            return;
        }
        long bytes = statement.getBytes(StandardCharsets.UTF_8).length + 1024L;
        if (bytes > work.longestStatement()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: writing %s takes a statement of %,d bytes, and the server's max_allowed_packet is %,d. All of it was rolled back: nothing was changed. Have max_allowed_packet raised on the server."
                            .formatted(Mismatches.describe(change.apply(row)), bytes, work.longestStatement()));
        }
    }
}
