package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanHeader;
import safecsv.mysql.ConnectionPool;
import safecsv.testing.TestServer;

/**
 * Eight threads change random cells while plans are made from an older state and applied. A trigger writes down every
 * change that the table sees, in order; from that it is proved that no apply has overwritten a value that it had not been
 * made for. The system property {@code safecsv.apply.rounds} says how many plans (default 10).
 */
class LostUpdatesIT {
    private static final int ROUNDS = Integer.getInteger("safecsv.apply.rounds", 10);
    private static final int THREADS = 8;
    private static final int ROWS = 60;
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    private final TestServer server = TestServer.get();
    private final AtomicLong tokens = new AtomicLong();
    private final Random random = new Random(Long.getLong("safecsv.seed", 42));

    @TempDir
    private Path folder;

    /** An edit of one cell: what it was when the plan was made, and what it shall be. */
    private record Edit(String id, String column, String before, String after) {}

    private PlannedTable makeTable() {
        PlannedTable table = PlannedTable.create(
                server,
                folder,
                "CREATE TABLE t (id INT PRIMARY KEY, a VARCHAR(20), b VARCHAR(20), c VARCHAR(20))",
                "CREATE TABLE history (step BIGINT AUTO_INCREMENT PRIMARY KEY, id INT, col CHAR(1), was VARCHAR(20), becomes VARCHAR(20))",
                "CREATE TRIGGER remember AFTER UPDATE ON t FOR EACH ROW INSERT INTO history (id, col, was, becomes)"
                        + " SELECT NEW.id, x.col, x.was, x.becomes FROM (SELECT 'a' col, OLD.a was, NEW.a becomes"
                        + " UNION ALL SELECT 'b', OLD.b, NEW.b UNION ALL SELECT 'c', OLD.c, NEW.c) x WHERE x.was <> x.becomes");
        List<String> rows = new ArrayList<>();
        for (int id = 1; id <= ROWS; id++) {
            rows.add("(" + id + ", 'a" + id + "', 'b" + id + "', 'c" + id + "')");
        }
        table.sql("INSERT INTO t VALUES " + String.join(", ", rows));
        return table;
    }

    @Test
    void no_change_of_others_is_overwritten_and_every_edit_is_in_the_table_or_refused() throws Exception {
        PlannedTable table = makeTable();
        PlanHeader header = table.header();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService others = Executors.newFixedThreadPool(THREADS);
        List<Future<Long>> counts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int seed = thread;
            counts.add(others.submit(() -> change(table, new Random(seed), stop)));
        }
        Map<String, Edit> applied = new HashMap<>();
        int refused = 0;
        try (ConnectionPool pool = table.pool()) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Edit> edits = edits(table);
                Path plan = table.plan(header, changes(edits));
                try {
                    PlannedTable.apply(pool, plan, ApplyRequest.Mode.WHOLE);
                    edits.forEach(edit -> applied.put(edit.after(), edit));
                    Files.delete(PlannedTable.undoOf(plan));
                } catch (SafecsvException e) {
                    assertEquals(ExitCode.REFUSED, e.exitCode(), e.getMessage());
                    assertTrue(e.getMessage().contains("the plan expects"), e.getMessage());
                    refused++;
                }
            }
        } finally {
            stop.set(true);
            others.shutdown();
        }
        long changes = 0;
        for (Future<Long> count : counts) {
            changes += count.get();
        }
        int seen = requireNothingOverwritten(table, applied);
        assertEquals(applied.size(), seen, "an edit of a plan that was applied is not in the history");
        System.out.println(ROUNDS + " plans among " + changes + " changes of " + THREADS + " threads: "
                + (ROUNDS - refused) + " applied, " + refused + " refused");
    }

    private long change(PlannedTable table, Random own, AtomicBoolean stop) throws SQLException, InterruptedException {
        long count = 0;
        try (Connection connection = server.adminConnection(table.database())) {
            while (!stop.get()) {
                String column = COLUMNS.get(own.nextInt(COLUMNS.size()));
                try (PreparedStatement statement =
                        connection.prepareStatement("UPDATE t SET " + column + " = ? WHERE id = ?")) {
                    statement.setString(1, "other" + tokens.incrementAndGet());
                    statement.setInt(2, 1 + own.nextInt(ROWS));
                    count += statement.executeUpdate();
                }
                Thread.sleep(own.nextInt(40));
            }
        }
        return count;
    }

    /** Up to six cells, as they are now: while the plan is made of them, others go on. */
    private List<Edit> edits(PlannedTable table) throws SQLException {
        Map<String, Edit> edits = new LinkedHashMap<>();
        try (Connection connection = server.adminConnection(table.database());
                Statement statement = connection.createStatement()) {
            for (int count = 1 + random.nextInt(6); count > 0; count--) {
                String id = Integer.toString(1 + random.nextInt(ROWS));
                String column = COLUMNS.get(random.nextInt(COLUMNS.size()));
                try (ResultSet row = statement.executeQuery("SELECT " + column + " FROM t WHERE id = " + id)) {
                    row.next();
                    edits.put(id + column, new Edit(id, column, row.getString(1), "edit" + tokens.incrementAndGet()));
                }
            }
        }
        return List.copyOf(edits.values());
    }

    private static List<PlanChange> changes(List<Edit> edits) {
        Map<String, Map<String, PlanCell>> rows = new LinkedHashMap<>();
        for (Edit edit : edits) {
            rows.computeIfAbsent(edit.id(), id -> new LinkedHashMap<>())
                    .put(edit.column(), PlanCell.changed(edit.before(), edit.after()));
        }
        List<PlanChange> changes = new ArrayList<>();
        rows.forEach((id, cells) ->
                changes.add(new PlanChange(PlanChange.Kind.UPDATE, 2, PlannedTable.key("id", id), cells)));
        return changes;
    }

    /** Every write of an apply found just the value that its plan was made for; and nothing but edits was written. */
    private int requireNothingOverwritten(PlannedTable table, Map<String, Edit> applied) throws SQLException {
        int seen = 0;
        try (Connection connection = server.adminConnection(table.database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, col, was, becomes FROM history ORDER BY step")) {
            while (row.next()) {
                if (row.getString(4).startsWith("edit")) {
                    Edit edit = applied.get(row.getString(4));
                    assertEquals(
                            new Edit(row.getString(1), row.getString(2), row.getString(3), row.getString(4)), edit);
                    seen++;
                }
            }
        }
        return seen;
    }
}
