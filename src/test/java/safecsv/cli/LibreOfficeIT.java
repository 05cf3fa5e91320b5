package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import safecsv.export.TortureTables;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Files that go through the real LibreOffice: opened and saved they are no change, and with three edited cells exactly
 * these. The demo's shop and the torture tables, in each dialect that can be edited, on machines of three locales, saved
 * as UTF-8, as windows-31j and with semicolons. {@code -Dsafecsv.spreadsheet.matrix=full} runs every combination; by default
 * each table takes one form for each dialect and locale, so that every pair of them is there. The cells of {@code large},
 * of up to 21 million characters, are not for a spreadsheet (LibreOffice does not end opening them); shorter ones, that are still
 * more than a cell holds, stand for them.
 */
@Tag("any-server")
class LibreOfficeIT {
    private static final boolean FULL =
            System.getProperty("safecsv.spreadsheet.matrix", "").equals("full");
    private static final JsonMapper JSON = new JsonMapper();

    private static TestServer server;
    private static TestUser user;
    private static String shop;
    private static String torture;

    @TempDir
    private Path folder;

    /** How a file goes out; its options for opening lack the locale's number. */
    enum Sent {
        STANDARD("44,34,76,1,,%d,false,true,false", "standard"),
        EXCEL("44,34,76,1,,%d,false,true,false", "excel"),
        TSV("9,34,76,1,,%d,false,true,false", "tsv");

        private final String open;
        private final String dialect;

        Sent(String open, String dialect) {
            this.open = open;
            this.dialect = dialect;
        }
    }

    /** The client's machine. */
    enum Machine {
        JA_JP(1041),
        EN_US(1033),
        DE_DE(1031);

        private final int number;

        Machine(int number) {
            this.number = number;
        }

        String locale() {
            return name().substring(0, 2).toLowerCase(java.util.Locale.ROOT) + "-" + name().substring(3);
        }
    }

    /** How a file is saved. */
    enum Saved {
        UTF8("44,34,76,1,,%d,false,true,false"),
        WINDOWS31J("44,34,60,1,,%d,false,true,false"),
        SEMICOLON("59,34,76,1,,%d,false,true,false");

        private final String options;

        Saved(String options) {
            this.options = options;
        }
    }

    /** One file on its way. */
    private record Trip(String table, Saved saved, Path csv, Path back, List<SheetEdits.Edit> edits) {}

    @BeforeAll
    static void load() throws Exception {
        LibreOffice.require();
        server = TestServer.get();
        shop = server.createDatabase("shop");
        server.runScript(shop, "/demo/shop.sql");
        torture = TortureTables.create(server).database();
        server.runScript(torture, "/spreadsheet/long_texts.sql");
        user = server.createUser("SELECT ON " + shop + ".*", "SELECT ON " + torture + ".*");
    }

    @ParameterizedTest
    @EnumSource
    void only_what_was_edited_is_a_change(Machine machine) throws Exception {
        List<Trip> trips = new ArrayList<>();
        List<LibreOffice.Job> jobs = new ArrayList<>();
        for (Sent sent : Sent.values()) {
            for (Map.Entry<String, List<SheetEdits.Edit>> table : new TreeMap<>(SheetEdits.SHOP).entrySet()) {
                prepare(shop, table.getKey(), table.getValue(), sent, machine, trips, jobs);
            }
            for (Map.Entry<String, List<SheetEdits.Edit>> table : new TreeMap<>(SheetEdits.TORTURE).entrySet()) {
                if (exists(table.getKey())) {
                    prepare(torture, table.getKey(), table.getValue(), sent, machine, trips, jobs);
                }
            }
        }
        LibreOffice.run(jobs, machine.locale(), folder);
        List<String> wrong = new ArrayList<>();
        for (Trip trip : trips) {
            String said = judge(trip);
            if (!said.isEmpty()) {
                wrong.add(trip.back().getFileName() + ": " + said);
            }
        }
        assertEquals(List.of(), wrong, () -> machine.locale() + ":\n" + String.join("\n", wrong));
    }

    private static boolean exists(String table) {
        return TortureTables.COMMON.contains(table)
                || table.equals("long_texts")
                || (server.isMySql() && (table.equals(TortureTables.MYSQL) || server.majorVersion() >= 9));
    }

    private void prepare(
            String database,
            String table,
            List<SheetEdits.Edit> edits,
            Sent sent,
            Machine machine,
            List<Trip> trips,
            List<LibreOffice.Job> jobs)
            throws Exception {
        String name = table + "-" + sent.name().toLowerCase(java.util.Locale.ROOT);
        Path csv = folder.resolve(name + ".csv");
        List<String> export = new ArrayList<>(List.of("export", "--editable", "-D", database, "--table", table));
        export.addAll(List.of("--dialect", sent.dialect, "-o", csv.toString(), "--quiet"));
        InProcess.run(server.host(), server.port(), user, export).assertExit(0);
        List<LibreOffice.Save> saves = new ArrayList<>();
        List<LibreOffice.Save> editedSaves = new ArrayList<>();
        for (Saved saved : forms(jobs.size(), machine)) {
            String options = saved.options.formatted(machine.number);
            Path plain = folder.resolve(name + "-" + saved + ".csv");
            Path edited = folder.resolve(name + "-" + saved + "-edited.csv");
            saves.add(new LibreOffice.Save(plain.toString(), options));
            trips.add(new Trip(table, saved, csv, plain, List.of()));
            editedSaves.add(new LibreOffice.Save(edited.toString(), options));
            trips.add(new Trip(table, saved, csv, edited, edits));
        }
        List<String> header = header(csv, sent == Sent.TSV ? "\t" : ",");
        jobs.add(new LibreOffice.Job(
                csv.toString(),
                sent.open.formatted(machine.number),
                List.of(),
                saves,
                edits.stream().map(edit -> edit.at(header)).toList(),
                editedSaves));
    }

    private static List<Saved> forms(int number, Machine machine) {
        Saved[] all = Saved.values();
        return FULL ? List.of(all) : List.of(all[(number + machine.number) % all.length]);
    }

    private static List<String> header(Path csv, String delimiter) throws Exception {
        try (var lines = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            return Arrays.asList(
                    lines.readLine().replace("\ufeff", "").replace("\"", "").split(delimiter));
        }
    }

    /** What is wrong; empty where nothing is. */
    private static String judge(Trip trip) throws Exception {
        InProcess diff = InProcess.run(
                server.host(),
                server.port(),
                user,
                List.of("diff", trip.back().toString(), "--baseline", trip.csv() + ".baseline.zip", "--json"));
        if (diff.exitCode() > 1) {
            return "code " + diff.exitCode() + " " + diff.error() + shortened(diff.output());
        }
        JsonNode found = JSON.readTree(diff.output());
        List<String> changes = new ArrayList<>();
        for (JsonNode change : found.get("changes")) {
            change.get("cells")
                    .properties()
                    .forEach(cell -> changes.add(change.get("line") + " " + cell.getKey() + " "
                            + cell.getValue().get("new").asText()));
        }
        List<String> expected = trip.edits().stream()
                .map(edit -> edit.column() + " " + edit.value())
                .sorted()
                .toList();
        boolean right = changes.stream()
                        .map(change -> change.substring(change.indexOf(' ') + 1))
                        .sorted()
                        .toList()
                        .equals(expected)
                && nothingAsked(trip, found.get("suspicious"))
                && found.get("alarms").isEmpty();
        return right
                ? ""
                : "expected " + expected + " but found " + shortened(changes.toString()) + " suspicious "
                        + shortened(found.get("suspicious").toString()) + " " + found.get("alarms");
    }

    /** LibreOffice shows the first moment that a TIMESTAMP has a second early: no one can tell that from an edit. */
    private static boolean nothingAsked(Trip trip, JsonNode suspicious) {
        for (JsonNode cell : suspicious) {
            boolean known = trip.table().equals("moments")
                    && cell.get("kind").asText().equals("fraction")
                    && cell.get("baseline").asText().startsWith("1970-01-01 00:00:01");
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String text) {
        return text.length() > 1500 ? text.substring(0, 1500) + "…" : text;
    }
}
