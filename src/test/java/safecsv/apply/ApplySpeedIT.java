package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.testing.TestServer;

/**
 * How fast rows are updated with all guards, in a table of a usual width. The system property {@code safecsv.apply.updates}
 * says how many (default 5,000); the figures are printed and not judged, because the machine is not known.
 */
@Tag("any-server")
class ApplySpeedIT {
    private static final int ROWS = Integer.getInteger("safecsv.apply.updates", 5000);
    private static final int INSERT = 1000;

    private final TestServer server = TestServer.get();

    @TempDir
    private Path folder;

    private PlannedTable makeTable() {
        PlannedTable table = PlannedTable.create(
                server,
                folder,
                "CREATE TABLE t (id INT PRIMARY KEY, customer INT, status ENUM('new', 'paid', 'sent'), total DECIMAL(10,2),"
                        + " note VARCHAR(100), email VARCHAR(60), created DATETIME, updated TIMESTAMP NULL ON UPDATE"
                        + " CURRENT_TIMESTAMP, city VARCHAR(30), weight DOUBLE, flag TINYINT, KEY (customer), KEY (email))");
        List<String> statements = new ArrayList<>();
        for (int start = 1; start <= ROWS; start += INSERT) {
            List<String> rows = new ArrayList<>();
            for (int id = start; id < Math.min(start + INSERT, ROWS + 1); id++) {
                rows.add(
                        "(%d, %d, 'new', %d.50, 'a note for order %d', 'user%d@example.com', '2024-01-02 03:04:05', NULL, 'Osaka', 1.5, 0)"
                                .formatted(id, id % 1000, id, id, id));
            }
            statements.add("INSERT INTO t VALUES " + String.join(", ", rows));
        }
        table.sql(statements.toArray(String[]::new));
        return table;
    }

    @Test
    void updates_and_their_undo() {
        PlannedTable table = makeTable();
        String before = table.checksum();
        List<PlanChange> changes = new ArrayList<>();
        for (int id = 1; id <= ROWS; id++) {
            Map<String, PlanCell> cells = id % 3 == 0
                    ? Map.of("status", PlanCell.changed("new", "paid"))
                    : Map.of(
                            "total", PlanCell.changed(id + ".50", id + ".75"),
                            "note", PlanCell.changed("a note for order " + id, "changed " + id));
            changes.add(new PlanChange(PlanChange.Kind.UPDATE, id, PlannedTable.key("id", "" + id), cells));
        }
        Path plan = table.plan(table.header(), changes);
        report("apply", table.apply(plan));
        report("apply again", table.apply(plan));
        report("undo", table.apply(PlannedTable.undoOf(plan)));
        assertEquals(before, table.checksum());
    }

    private static void report(String what, ApplySummary summary) {
        double seconds = summary.duration().toMillis() / 1000.0;
        System.out.printf("%s: %,d rows in %.2f s, %,.0f rows/s%n", what, ROWS, seconds, ROWS / seconds);
    }
}
