package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/**
 * Random tables, edits and changes of others: what diff finds under each policy, and what apply and undo make of it, is
 * compared with a {@link ThreeWayModel}. The system property {@code safecsv.model.tries} says how many tables (default
 * 16), {@code safecsv.seed} with which random numbers; a failure names the seed of its own try, with which it is the first.
 */
class ThreeWayModelIT {
    private static final int TRIES = Integer.getInteger("safecsv.model.tries", 16);

    /** Of so many plans one is applied: that takes longer than the rest. */
    private static final int APPLIED = 3;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALARMS = "column-sorted,cells-shifted,filled-down,rows-cut,keys-damaged";

    private final TestServer server = TestServer.get();
    private final Map<String, Integer> seen = new TreeMap<>();

    @TempDir
    private Path folder;

    private Connection connection;
    private String database;
    private String context;

    @BeforeEach
    void connect() throws SQLException {
        database = server.createDatabase("model");
        connection = server.adminConnection(database);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void every_difference_is_decided_as_the_table_says() throws Exception {
        run(ModelTable.HARD, TRIES, "--strict");
    }

    /** With the rules for spreadsheets; a try in which they put back or asked about a cell is not compared. */
    @Test
    void values_that_no_spreadsheet_made_are_decided_the_same_without_strict() throws Exception {
        run(ModelTable.PLAIN, TRIES / 2, "--accept", ALARMS);
    }

    private void run(List<ModelTable> tables, int tries, String... options) throws Exception {
        long first = Long.getLong("safecsv.seed", System.nanoTime());
        for (ModelTable table : tables) {
            sql(table.create());
        }
        for (int number = 0; number < tries; number++) {
            long seed = first + number;
            Random random = new Random(seed);
            random.nextInt();
            ModelTable table = tables.get(Math.floorMod(seed, tables.size()));
            context = "-Dsafecsv.seed=" + seed + " " + table.name();
            oneTry(table, random, options);
        }
        System.out.println("Three-way model, first seed " + first + ", " + tries + " tables: " + seen);
    }

    private void oneTry(ModelTable table, Random random, String... options) throws Exception {
        String seed = context;
        RandomEdits edits = new RandomEdits(table, random);
        fill(table, edits.baseline);
        safecsv("export", "--table", table.name(), "--editable", "-o", file("t.csv"), "--force", "--quiet")
                .assertExit(0);
        fill(table, edits.database);
        Files.writeString(folder.resolve("edited.csv"), edits.csv);
        for (ConflictPolicy policy : EnumSet.complementOf(EnumSet.of(ConflictPolicy.ASK))) {
            for (boolean deletes : new boolean[] {false, true}) {
                context = seed + " " + policy + " deletes " + deletes + "\nbaseline " + edits.baseline.values()
                        + "\ndatabase " + edits.database.values() + "\n" + edits.csv;
                ThreeWayModel model = new ThreeWayModel(table, policy, deletes, edits.compared, edits.database)
                        .decide(edits.baseline, edits.lines);
                compare(table, edits, model, diff(policy, deletes, options), random.nextInt(APPLIED) == 0);
            }
        }
    }

    private InProcess diff(ConflictPolicy policy, boolean deletes, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "diff", file("edited.csv"), "--baseline", file("t.csv.baseline.zip"), "--json", "--force", "--plan"));
        arguments.add(file("plan.jsonl"));
        arguments.addAll(
                List.of("--on-conflict", policy.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        arguments.addAll(Arrays.asList(options));
        if (deletes) {
            arguments.add("--allow-deletes");
        }
        return safecsv(arguments.toArray(String[]::new));
    }

    private void compare(ModelTable table, RandomEdits edits, ThreeWayModel model, InProcess said, boolean apply)
            throws Exception {
        JsonNode json = JSON.readTree(said.output());
        if (said.exitCode() == 3) {
            Set<Long> named = new TreeSet<>();
            json.get("problems")
                    .forEach(problem -> named.add(problem.get("line").asLong()));
            assertEquals(CollidingLines.of(table, edits), named, () -> said + "\n" + context);
            count("refused: one key for the server");
            return;
        }
        assertTrue(said.exitCode() <= 1, () -> said + "\n" + context);
        if (json.get("summary").get("suspicious").asLong()
                        + json.get("summary").get("repaired").asLong()
                > 0) {
            count("left to the rules for spreadsheets");
            return;
        }
        assertEquals(Set.of(), CollidingLines.of(table, edits), () -> context);
        Map<String, Long> counts = new TreeMap<>();
        model.counts
                .keySet()
                .forEach(name -> counts.put(name, json.get("summary").get(name).asLong()));
        assertEquals(String.join("\n", model.changes), String.join("\n", changes(table, json)), () -> context);
        assertEquals(model.counts, counts, () -> context);
        assertEquals(model.changes.isEmpty() ? 0 : 1, said.exitCode(), () -> context);
        model.counts.forEach((name, count) -> seen.merge(name, count.intValue(), Integer::sum));
        if (!apply) {
            return;
        }
        if (model.counts.get("conflicts") > 0) {
            safecsv("apply", file("plan.jsonl"), "--yes").assertExit(4);
            assertEquals(sorted(edits.database.values()), dump(table), () -> context);
        } else if (!model.changes.isEmpty()) {
            applyAndUndo(table, edits, model);
        }
    }

    private void applyAndUndo(ModelTable table, RandomEdits edits, ThreeWayModel model) throws Exception {
        List<String> before = sorted(edits.database.values());
        InProcess applied = safecsv("apply", file("plan.jsonl"), "--yes", "--undo", file("undo.jsonl"));
        assertEquals(0, applied.exitCode(), () -> applied + "\n" + context);
        count("applied");
        assertEquals(sorted(model.after), unnumbered(table, model), () -> context);
        InProcess undone = safecsv("undo", file("undo.jsonl"), "--yes");
        assertEquals(0, undone.exitCode(), () -> undone + "\n" + context);
        assertEquals(before, dump(table), () -> context);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().contains("undo")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What the table holds; a key that the server has given is null. */
    private List<String> unnumbered(ModelTable table, ThreeWayModel model) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        Set<List<String>> known = new HashSet<>();
        model.after.forEach(row -> known.add(table.keyOf(row)));
        for (List<String> row : rows(table)) {
            List<String> copy = new ArrayList<>(row);
            if (table.numbered() && !known.contains(table.keyOf(row))) {
                copy.set(0, null);
            }
            rows.add(copy);
        }
        return sorted(rows);
    }

    private static List<String> changes(ModelTable table, JsonNode json) {
        List<String> lines = new ArrayList<>();
        json.get("changes")
                .forEach(change -> lines.add(line(table, change.get("kind").asText(), change)));
        json.get("conflicts")
                .forEach(change ->
                        lines.add(line(table, "conflict " + change.get("reason").asText(), change)));
        lines.sort(null);
        return lines;
    }

    private static String line(ModelTable table, String kind, JsonNode change) {
        List<String> key = new ArrayList<>();
        Map<String, String> cells = new TreeMap<>();
        for (ModelColumn column : table.columns()) {
            if (change.get("key").has(column.name())) {
                key.add(column.canonical(change.get("key").get(column.name()).textValue()));
            }
            JsonNode cell = change.get("cells").get(column.name());
            if (cell != null) {
                List<String> sides = new ArrayList<>();
                for (Map.Entry<String, JsonNode> side : cell.properties()) {
                    sides.add(side.getKey() + "="
                            + column.canonical(side.getValue().textValue()));
                }
                cells.put(column.name(), String.join(" ", sides));
            }
        }
        return ThreeWayModel.line(kind, change.path("line").asLong(0), key, cells);
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private InProcess safecsv(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("-D", database, "--ssl-mode", "DISABLED"));
        return InProcess.run(server, all);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void fill(ModelTable table, Map<List<String>, List<String>> rows) throws SQLException {
        for (String statement : table.fill(rows.values())) {
            sql(statement);
        }
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private List<List<String>> rows(ModelTable table) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(table.select())) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int index = 1; index <= table.columns().size(); index++) {
                    row.add(result.getString(index));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private List<String> dump(ModelTable table) throws SQLException {
        return sorted(rows(table));
    }

    private static List<String> sorted(Iterable<List<String>> rows) {
        List<String> sorted = new ArrayList<>();
        rows.forEach(row -> sorted.add(row.toString()));
        sorted.sort(null);
        return sorted;
    }
}
