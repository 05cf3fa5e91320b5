package safecsv.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.apply.CellChanges.Step;
import safecsv.apply.SharedTable.Cell;
import safecsv.apply.SharedTable.Row;
import safecsv.cli.InProcess;
import safecsv.testing.TestServer;

/**
 * The whole way, while eight threads go on changing the table: export, edits of the CSV, diff, apply. After each round it is
 * shown from what the threads have written down that nothing of theirs was overwritten, that every edit is in the table or
 * was reported, and that nothing else was changed. The system property {@code safecsv.chain.rounds} says how many rounds.
 */
@Tag("any-server")
class LostUpdatesChainIT {
    private static final int ROUNDS = Integer.getInteger("safecsv.chain.rounds", 5);
    /** So many rounds that whatever can happen happens. */
    private static final int ENOUGH = 50;

    private static final int THREADS = 8;
    private static final int MOST_EDITS = 16;
    private static final int ATTEMPTS = 3;
    private static final int LONGEST_WAIT_MILLIS = 60;
    /** NULL is an empty field; no text of the table is empty. */
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setNullString("").get();

    private static final Pattern REFUSED_ROW =
            Pattern.compile("(?m)^  line \\d+ \\(region='(.+)', number='(-?\\d+)'\\): ");

    private final TestServer server = TestServer.get();
    private final long seed = Long.getLong("safecsv.seed", 42);
    private final Random random = new Random(seed);
    private final SharedTable table = SharedTable.create(server);
    private final Map<String, Integer> counts = new TreeMap<>();

    @TempDir
    private Path folder;

    @Test
    void nothing_is_overwritten_and_every_edit_is_in_the_table_or_reported() throws Exception {
        long made;
        try (CellChanges others = new CellChanges(table, THREADS, seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                round(Files.createDirectory(folder.resolve("round" + round)), others);
            }
            made = others.made();
        }
        System.out.println(ROUNDS + " round trips among " + made + " changes of " + THREADS + " threads: " + counts);
        assertTrue(ROUNDS < ENOUGH || counts.containsKey("edits applied"), "no edit was applied");
        assertTrue(ROUNDS < ENOUGH || counts.containsKey("edits named as conflicts"), "no conflict was met");
        assertTrue(ROUNDS < ENOUGH || counts.get("plans refused") > 0, "no plan was refused");
    }

    private void round(Path place, CellChanges others) throws Exception {
        Map<Cell, String> before = table.cells();
        others.goOn();
        Path csv = place.resolve("t.csv");
        run("export", "--table", "t", "-D", table.database(), "--editable", "-o", csv.toString())
                .assertExit(0);
        waitAWhile();
        RoundTrip trip = new RoundTrip(edit(csv));
        others.favour(List.copyOf(trip.edits().values()));
        waitAWhile();
        do {
            compare(csv, trip);
            waitAWhile();
            apply(trip);
        } while (!trip.applied() && trip.attempts() < ATTEMPTS);
        waitAWhile();
        others.pause();
        trip.left(diff(csv, trip.newPlan(csv), "fail"));
        trip.count(new RoundTripProof(trip, others, before, table.cells()).prove(), counts);
    }

    private void waitAWhile() throws InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
    }

    private InProcess run(String... arguments) {
        return InProcess.run(server, Arrays.asList(arguments));
    }

    /** Gives random cells of the CSV other values; returns what they were and became. */
    private Map<Cell, Step> edit(Path csv) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, CSV)) {
            for (CSVRecord found : parser) {
                records.add(new ArrayList<>(found.toList()));
            }
        }
        assertEquals(SharedTable.ROWS + 1, records.size());
        List<String> header = records.get(0);
        Map<Cell, Step> edits = new LinkedHashMap<>();
        for (int left = 1 + random.nextInt(MOST_EDITS); left > 0; left--) {
            List<String> row = records.get(1 + random.nextInt(SharedTable.ROWS));
            String column = SharedTable.COLUMNS.get(random.nextInt(SharedTable.COLUMNS.size()));
            Cell cell = new Cell(new Row(row.get(0), Integer.parseInt(row.get(1))), column);
            String was = row.get(header.indexOf(column));
            String value = SharedTable.value(column, random);
            if (!edits.containsKey(cell) && !Objects.equals(was, value)) {
                edits.put(cell, new Step(cell, was, value));
                row.set(header.indexOf(column), value);
            }
        }
        try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(csv), CSV)) {
            printer.printRecords(records);
        }
        return edits;
    }

    /** Makes a plan; where it has conflicts, another one in which they are left to the database. */
    private void compare(Path csv, RoundTrip trip) throws IOException {
        JsonNode found = diff(csv, trip.newPlan(csv), "fail");
        assertEquals(0, found.at("/summary/suspicious").asInt(), found::toString);
        trip.conflicts(found);
        if (found.at("/summary/conflicts").asInt() > 0) {
            found = diff(csv, trip.newPlan(csv), "keep-database");
            assertEquals(0, found.get("conflicts").size(), found::toString);
        }
        trip.planned(found);
    }

    private JsonNode diff(Path csv, Path plan, String onConflict) throws IOException {
        InProcess diff = run(
                "diff",
                csv.toString(),
                "--baseline",
                csv + ".baseline.zip",
                "--on-conflict",
                onConflict,
                "--json",
                "--plan",
                plan.toString());
        assertTrue(diff.exitCode() <= ExitCode.CHANGES.code(), diff::toString);
        JsonNode found = new JsonMapper().readTree(diff.output());
        assertEquals(0, found.get("alarms").size(), diff::toString);
        return found;
    }

    private void apply(RoundTrip trip) throws IOException {
        InProcess apply = run("apply", trip.plan().toString(), "--yes", "--json");
        if (apply.exitCode() == ExitCode.REFUSED.code()) {
            Set<Row> rows = REFUSED_ROW
                    .matcher(apply.error())
                    .results()
                    .map(row -> new Row(row.group(1), Integer.parseInt(row.group(2))))
                    .collect(Collectors.toSet());
            assertTrue(!rows.isEmpty(), apply::toString);
            apply.assertErrorContains("Nothing was changed");
            trip.refused(rows);
            return;
        }
        apply.assertExit(ExitCode.DONE);
        JsonNode summary = new JsonMapper().readTree(apply.output());
        trip.done(summary.get("updated").asInt(), summary.get("already").asInt());
    }
}
