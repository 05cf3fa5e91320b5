package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.cli.InProcess;
import safecsv.testing.Proof;
import safecsv.testing.TestServer;

/**
 * Random tables with triggers, foreign keys, secondary unique keys, ON UPDATE and generated columns, edited by a client and
 * changed by others: what is applied is what a {@link RandomTablesModel} says, what is refused it can't have either, and
 * undo brings back what was there. The system property {@code safecsv.tables} says how many (tables with the same shape
 * come {@link #SHAPED} at a time), {@code safecsv.seed} with which random numbers.
 */
@Tag("proof")
class RandomTablesIT {
    private static final int TABLES = Proof.rounds("safecsv.tables", 200, 10_000);

    /** To make a table takes longer than all else, so some follow each other that differ in their rows alone. */
    private static final int SHAPED = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServer server = TestServer.get();
    private final Map<String, Integer> seen = new TreeMap<>();

    @TempDir
    private Path folder;

    private Connection connection;
    private String database;
    private RandomTablesModel model;
    private String context;

    @BeforeEach
    void connect() throws SQLException {
        database = server.createDatabase("tables");
        connection = server.adminConnection(database);
        sql("SET @filling = 1");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void what_is_applied_and_undone_is_what_the_model_says() throws Exception {
        long first = Long.getLong("safecsv.seed", System.nanoTime());
        for (long shape = 0; shape * SHAPED < TABLES; shape++) {
            Random random = new Random(first + shape);
            random.nextInt();
            RandomTable table = new RandomTable(random);
            for (String statement : RandomTable.drop()) {
                sql(statement);
            }
            for (String statement : table.create()) {
                sql(statement);
            }
            for (int rows = 0; rows < SHAPED; rows++) {
                model = new RandomTablesModel(table, random);
                context = "-Dsafecsv.seed=" + (first + shape) + " rows " + rows + "\n" + model;
                oneTable(random);
            }
        }
        System.out.println("Random tables, first seed " + first + ", " + TABLES + " tables: " + seen);
    }

    private void oneTable(Random random) throws Exception {
        fill(model.baseline);
        List<String> columns = new ArrayList<>(model.table.keyNames());
        columns.addAll(model.table.columns.keySet());
        run(
                        "export",
                        "--table",
                        "t",
                        "--columns",
                        String.join(",", columns),
                        "--editable",
                        "-o",
                        file("t.csv"),
                        "--force")
                .assertExit(0);
        fill(model.database);
        for (String parent : model.referring) {
            sql("INSERT INTO child (parent) VALUES (" + parent + ")");
        }
        Map<List<String>, Map<String, String>> before = rows();
        Files.writeString(folder.resolve("edited.csv"), model.text());
        InProcess compared = run(
                "diff",
                file("edited.csv"),
                "--baseline",
                file("t.csv.baseline.zip"),
                "--strict",
                "--accept",
                "already",
                "--allow-deletes",
                "--on-conflict",
                model.policy.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "--json",
                "--force",
                "--plan",
                file("plan.jsonl"));
        if (compared.exitCode() == 3) {
            assertTrue(model.why() != null || model.conflicts > 0, () -> compared + "\n" + context);
            count("refused by diff");
        } else {
            assertTrue(compared.exitCode() <= 1, () -> compared + "\n" + context);
            apply(JSON.readTree(compared.output()), before, random);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path :
                    files.filter(path -> path.toString().contains("plan")).toList()) {
                Files.delete(path);
            }
        }
    }

    private void apply(JsonNode found, Map<List<String>, Map<String, String>> before, Random random) throws Exception {
        int conflicts = found.at("/summary/conflicts").asInt();
        boolean kept =
                found.at("/summary/settled").asInt() > 0 && model.policy == RandomTablesModel.Policy.KEEP_DATABASE;
        if (found.get("changes").isEmpty() && conflicts == 0) {
            assertTrue(!model.hasChanges() || kept, () -> found + "\n" + context);
            count("nothing to do");
            return;
        }
        InProcess applied = run("apply", file("plan.jsonl"), "--yes");
        String said = found + "\n" + applied + "\n" + context;
        if (applied.exitCode() != 0) {
            assertEquals(before, rows(), said);
            assertTrue(applied.exitCode() == 4 || applied.exitCode() == 5, said);
            refused(found, conflicts, applied, said);
            return;
        }
        assertEquals(0, conflicts, said);
        if (!kept) {
            assertEquals(0, model.conflicts, said);
            assertNull(model.why(), said);
            assertHolds(before, said);
        }
        count("applied");
        Map<List<String>, Map<String, String>> after = rows();
        if (!model.made.isEmpty() || random.nextInt(3) == 0) {
            InProcess again = run("apply", file("plan.jsonl"), "--yes", "--undo", file("plan.other.jsonl"));
            assertTrue(again.exitCode() == 0 || again.exitCode() == 4, () -> again + "\n" + said);
            assertEquals(after, rows(), () -> again + "\n" + said);
            count("applied twice");
        }
        if (random.nextBoolean() || kept) {
            InProcess undone = run("undo", file("plan.undo.jsonl"), "--yes");
            assertEquals(0, undone.exitCode(), () -> undone + "\n" + said);
            assertBack(before, rows(), undone + "\n" + said);
            count("undone");
        } else {
            undoBehindOthers(before, after, random, said);
        }
    }

    /** Nothing was changed; the model must know why. */
    private void refused(JsonNode found, int conflicts, InProcess applied, String said) {
        if (conflicts > 0 && model.conflicts == conflicts) {
            count("conflicts");
            return;
        }
        Set<String> reasons = new HashSet<>();
        found.get("conflicts")
                .forEach(conflict -> reasons.add(conflict.get("reason").asText()));
        if (reasons.contains("exchange")) {
            assertTrue(model.table.watched(), said);
            count("an exchange that a trigger would see");
        } else if (model.conflicts > 0) {
            assertTrue(conflicts > 0, said);
            count("conflicts");
        } else {
            assertNotNull(model.why(), said);
            count(conflicts > 0 ? "conflicts of unique values" : "refused by apply " + applied.exitCode());
        }
    }

    private void assertHolds(Map<List<String>, Map<String, String>> before, String said) throws SQLException {
        Map<List<String>, Map<String, String>> now = rows();
        Map<List<String>, Map<String, String>> data = new HashMap<>();
        List<String> made = new ArrayList<>();
        now.forEach((key, row) -> {
            Map<String, String> cells = cells(row);
            if (model.after.containsKey(key)) {
                data.put(key, cells);
            } else {
                made.add(cells.toString());
            }
            boolean untouched =
                    before.containsKey(key) && !model.updated.containsKey(key) && !model.inserted.contains(key);
            if (untouched) {
                assertEquals(before.get(key), row, said);
            }
        });
        assertEquals(model.after, data, said);
        assertEquals(
                model.made.stream().map(Object::toString).sorted().toList(),
                made.stream().sorted().toList(),
                said);
    }

    private Map<String, String> cells(Map<String, String> row) {
        Map<String, String> cells = new TreeMap<>(row);
        cells.keySet().retainAll(model.table.columns.keySet());
        return cells;
    }

    /** All is as it was, but for the columns that a trigger sets whatever is written. */
    private void assertBack(
            Map<List<String>, Map<String, String>> before, Map<List<String>, Map<String, String>> now, String said) {
        assertEquals(withoutTriggered(before), withoutTriggered(now), said);
        before.forEach((key, row) -> {
            if (!model.updated.containsKey(key)) {
                assertEquals(row.get("version"), now.get(key).get("version"), said);
            }
            if (!model.deleted.contains(key)) {
                assertEquals(row.get("stamp"), now.get(key).get("stamp"), said);
            }
        });
    }

    private static Map<List<String>, Map<String, String>> withoutTriggered(
            Map<List<String>, Map<String, String>> rows) {
        Map<List<String>, Map<String, String>> without = new HashMap<>();
        rows.forEach((key, row) -> {
            Map<String, String> cells = new TreeMap<>(row);
            cells.keySet().removeAll(Set.of("version", "stamp"));
            without.put(key, cells);
        });
        return without;
    }

    /** Others change rows after the apply: one undo refuses or brings all back, the other brings back the rest. */
    private void undoBehindOthers(
            Map<List<String>, Map<String, String>> before,
            Map<List<String>, Map<String, String>> after,
            Random random,
            String said)
            throws Exception {
        Map<List<String>, Map<String, String>> theirs = new LinkedHashMap<>();
        for (List<String> key : after.keySet()) {
            if (random.nextInt(3) == 0) {
                String name = List.copyOf(model.table.columns.keySet()).get(random.nextInt(model.table.columns.size()));
                String value = model.table.value(
                        name,
                        random,
                        after.keySet().stream().map(one -> one.get(0)).toList());
                tryToSet(key, name, value);
            }
        }
        theirs.putAll(rows());
        InProcess whole = run("undo", file("plan.undo.jsonl"), "--yes", "--dry-run");
        assertTrue(List.of(0, 4, 5).contains(whole.exitCode()), () -> whole + "\n" + said);
        assertEquals(theirs, rows(), () -> whole + "\n" + said);
        InProcess undone = run("undo", file("plan.undo.jsonl"), "--yes", "--skip-changed", "--json");
        if (undone.exitCode() != 0) {
            // Rows wait for each other and for one that is left out, or would take others' children with them.
            assertTrue(undone.exitCode() == 4 || undone.exitCode() == 5, () -> undone + "\n" + said);
            assertEquals(theirs, rows(), () -> undone + "\n" + said);
            count("undo of the rest refused " + undone.exitCode());
            return;
        }
        String all = "theirs " + theirs + "\n" + undone + "\n" + said;
        int left = JSON.readTree(undone.output()).get("skipped").asInt();
        assertTrue(left == 0 || whole.exitCode() != 0, all);
        Map<List<String>, Map<String, String>> now = rows();
        Set<List<String>> keys = new HashSet<>(before.keySet());
        keys.addAll(theirs.keySet());
        int kept = 0;
        for (List<String> key : keys) {
            Map<String, String> undoneRow = undone(key, before.get(key), after.get(key), theirs.get(key));
            boolean back = same(undoneRow, now.get(key));
            assertTrue(back || same(theirs.get(key), now.get(key)), () -> key + " is neither\n" + all);
            kept += back ? 0 : 1;
        }
        assertTrue(kept <= left, all);
        count(left == 0 ? "undone behind others" : "undone without what others changed");
    }

    /** As somebody else would; nothing where the table does not take it. */
    private void tryToSet(List<String> key, String name, String value) {
        try {
            sql("UPDATE t SET " + name + " = " + literal(name, value) + " WHERE " + condition(key));
        } catch (SQLException e) {
            count("others were refused");
        }
    }

    /** What one row is to become; what others wrote into other cells stays. */
    private Map<String, String> undone(
            List<String> key, Map<String, String> before, Map<String, String> after, Map<String, String> theirs) {
        if (before == null) {
            // Made by the plan: it goes only as it was made.
            return same(after, theirs) ? null : theirs;
        }
        if (after == null) {
            return theirs == null ? before : theirs;
        }
        Map<String, String> row = new TreeMap<>(theirs);
        for (String name : model.updated.getOrDefault(key, Set.of())) {
            boolean already = Objects.equals(theirs.get(name), before.get(name));
            if (!already && !Objects.equals(theirs.get(name), after.get(name))) {
                return theirs;
            }
            row.put(name, before.get(name));
        }
        return row;
    }

    private boolean same(Map<String, String> one, Map<String, String> other) {
        return (one == null || other == null) ? one == other : cells(one).equals(cells(other));
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private InProcess run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-D", database, "--ssl-mode", "DISABLED"));
        return InProcess.run(server, all);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void fill(Map<List<String>, Map<String, String>> rows) throws SQLException {
        sql("SET FOREIGN_KEY_CHECKS = 0");
        if (model.table.child != null) {
            sql("DELETE FROM child");
        }
        sql("DELETE FROM t");
        if (!rows.isEmpty()) {
            List<String> names = new ArrayList<>(model.table.keyNames());
            names.addAll(model.table.columns.keySet());
            Map<String, String> own = new LinkedHashMap<>();
            if (model.table.version) {
                own.put("version", "1");
            }
            if (model.table.stamp) {
                own.put("stamp", "'old'");
            }
            if (model.table.onUpdate) {
                own.put("changed", "'2001-02-03 04:05:06.789'");
            }
            names.addAll(own.keySet());
            List<String> tuples = new ArrayList<>();
            rows.forEach((key, row) -> {
                List<String> values = new ArrayList<>();
                key.forEach(part -> values.add("'" + part + "'"));
                model.table.columns.keySet().forEach(name -> values.add(literal(name, row.get(name))));
                values.addAll(own.values());
                tuples.add("(" + String.join(", ", values) + ")");
            });
            sql("INSERT INTO t (" + String.join(", ", names) + ") VALUES " + String.join(", ", tuples));
        }
        sql("SET FOREIGN_KEY_CHECKS = 1");
    }

    private String literal(String name, String value) {
        return value == null || model.table.columns.get(name).startsWith("VARBINARY")
                ? String.valueOf(value)
                : "'" + value + "'";
    }

    private String condition(List<String> key) {
        List<String> parts = new ArrayList<>();
        for (int part = 0; part < key.size(); part++) {
            parts.add(model.table.keyNames().get(part) + " = '" + key.get(part) + "'");
        }
        return String.join(" AND ", parts);
    }

    private Map<List<String>, Map<String, String>> rows() throws SQLException {
        Map<List<String>, Map<String, String>> rows = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM t")) {
            while (result.next()) {
                Map<String, String> row = new TreeMap<>();
                List<String> key = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String name = result.getMetaData().getColumnName(column);
                    String text = result.getString(column);
                    if (model.table.keyNames().contains(name)) {
                        key.add(text);
                        continue;
                    }
                    String type = model.table.columns.getOrDefault(name, "");
                    row.put(
                            name,
                            text != null && type.startsWith("VARBINARY")
                                    ? "0x%02X".formatted((int) result.getBytes(column)[0])
                                    : text);
                }
                rows.put(key, row);
            }
        }
        return rows;
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
