package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.testing.TestServer;

/**
 * Every value of every type is replaced by another one that the same column holds in the next row, so each extreme is
 * written once by the apply and once by the undo. What the table then holds is compared with a twin that the server has
 * filled by itself, bytes with bytes, by CHECKSUM TABLE.
 */
class TortureApplyIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make_the_tables() {
        server = TestServer.get();
        server.adminSql("SET GLOBAL max_allowed_packet = " + (128L << 20));
        database = server.createDatabase("torture");
        server.runScript(database, "/torture/common.sql");
        if (server.isMySql()) {
            server.runScript(database, "/torture/mysql.sql");
            if (server.majorVersion() >= 9) {
                server.runScript(database, "/torture/mysql9.sql");
            }
        }
    }

    private static void require(String table) {
        if (table.equals("mysql_types")) {
            server.requireMySql("a JSON type, columns with an SRID, gb18030");
        }
        if (table.equals("vectors")) {
            server.requireMySql(9, "the VECTOR type");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "integers",
                "fractions",
                "moments",
                "texts",
                "charsets",
                "choices",
                "octets",
                "shapes",
                "documents",
                "large",
                "mysql_types",
                "vectors"
            })
    void every_value_is_replaced_by_another_and_put_back(String name) throws SQLException {
        require(name);
        PlannedTable table = new PlannedTable(server, database, name, folder);
        if (name.equals("mysql_types")) {
            // JSON that holds a DATE can't be put back from text, which apply refuses: see ApplySideEffectsIT.
            table.sql("DELETE FROM mysql_types WHERE id = 1");
        }
        List<String> columns = table.definition().columns().stream()
                .filter(column -> !column.generated() && !column.name().equals("id"))
                .map(ColumnDefinition::name)
                .toList();
        List<Map<String, String>> rows = allRows(table, name);
        List<PlanChange> changes = rotated(columns, rows);
        String before = table.checksum();
        makeTwin(name, columns, rows);

        Path plan = table.plan(table.header(), changes);
        ApplySummary summary = table.apply(plan);
        assertEquals(changes.size(), summary.done().updates());
        assertEquals(new PlannedTable(server, database, "twin", folder).checksum(), table.checksum());
        assertNotEquals(before, table.checksum());
        assertEquals(changes.size(), table.apply(plan).already());

        table.apply(PlannedTable.undoOf(plan));
        assertEquals(before, table.checksum());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "integers",
                "fractions",
                "moments",
                "texts",
                "charsets",
                "choices",
                "octets",
                "shapes",
                "documents",
                "vectors"
            })
    void every_row_is_deleted_and_comes_back(String name) throws SQLException {
        require(name);
        PlannedTable table = new PlannedTable(server, database, name, folder);
        String before = table.checksum();
        List<PlanChange> changes = new ArrayList<>();
        for (Map<String, String> row : allRows(table, name)) {
            Map<String, PlanCell> cells = new LinkedHashMap<>();
            row.forEach((column, value) -> cells.put(column, PlanCell.deleted(value)));
            cells.remove("id");
            changes.add(new PlanChange(PlanChange.Kind.DELETE, 0, PlannedTable.key("id", row.get("id")), cells));
        }
        Path plan = table.plan(table.header(), changes);
        table.apply(plan);
        assertEquals("0", table.value("SELECT COUNT(*) FROM " + name));
        table.apply(PlannedTable.undoOf(plan));
        assertEquals(before, table.checksum());
    }

    private static List<Map<String, String>> allRows(PlannedTable table, String name) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (Connection connection = server.adminConnection(database);
                Statement statement = connection.createStatement();
                ResultSet ids = statement.executeQuery("SELECT id FROM " + name + " ORDER BY id")) {
            while (ids.next()) {
                keys.add(List.of(ids.getString(1)));
            }
        }
        return table.rows(keys);
    }

    private static List<PlanChange> rotated(List<String> columns, List<Map<String, String>> rows) {
        List<PlanChange> changes = new ArrayList<>();
        for (int index = 0; index < rows.size(); index++) {
            Map<String, String> now = rows.get(index);
            Map<String, String> next = rows.get((index + 1) % rows.size());
            Map<String, PlanCell> cells = new LinkedHashMap<>();
            for (String column : columns) {
                if (!java.util.Objects.equals(now.get(column), next.get(column))) {
                    cells.put(column, PlanCell.changed(now.get(column), next.get(column)));
                }
            }
            if (!cells.isEmpty()) {
                changes.add(
                        new PlanChange(PlanChange.Kind.UPDATE, index, PlannedTable.key("id", now.get("id")), cells));
            }
        }
        return changes;
    }

    /** Filled by the server itself, which copies values without making text of them. */
    private static void makeTwin(String name, List<String> columns, List<Map<String, String>> rows) {
        List<String> sql = new ArrayList<>(List.of(
                "USE `" + database + "`",
                "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
                "SET SESSION time_zone = '+00:00'",
                "DROP TABLE IF EXISTS twin",
                "CREATE TABLE twin LIKE " + name));
        String list = columns.stream().map(column -> "`" + column + "`").collect(Collectors.joining(", "));
        for (int index = 0; index < rows.size(); index++) {
            sql.add("INSERT INTO twin (id, %s) SELECT %s, %s FROM %s WHERE id = %s"
                    .formatted(
                            list,
                            rows.get(index).get("id"),
                            list,
                            name,
                            rows.get((index + 1) % rows.size()).get("id")));
        }
        server.adminSql(sql.toArray(String[]::new));
    }
}
