package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import safecsv.testing.Proof;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Random tables in the real LibreOffice, whose columns, or parts of them, get random number formats before they are saved
 * as they are shown: no cell that nobody edited is a change, and every edit that the file shows is shown.
 */
@Tag("any-server")
@Tag("proof")
class NumberFormatsIT {
    private static final int TABLES = Proof.rounds("safecsv.formats.tables", 4, 150);
    private static final JsonMapper JSON = new JsonMapper();
    /** The first day that a spreadsheet counts from. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private static TestServer server;
    private static TestUser user;
    private static String database;

    @TempDir
    private Path folder;

    /** A client's machine, the language that numbers are read in, and the codes of its formats. */
    @SuppressWarnings("ImmutableEnumChecker") // lists of List.of do not change
    enum Machine {
        EN_US(
                1033,
                List.of(
                        "0",
                        "0.0",
                        "0.00",
                        "0.0000",
                        "#,##0",
                        "#,##0.00",
                        "0%",
                        "0.00%",
                        "0.00E+00",
                        "[$$-409]#,##0.00",
                        "#,##0;(#,##0)",
                        "#,##0.00;[RED]-#,##0.00",
                        "#,##0.##"),
                List.of("YYYY-MM-DD", "MM/DD/YYYY", "M/D/YY", "YYYY-MM", "D. MMM YYYY", "MMM YY", "MMMM YYYY"),
                List.of("HH:MM", "HH:MM:SS", "[HH]:MM:SS", "HH:MM AM/PM", "HH:MM:SS AM/PM")),
        JA_JP(
                1041,
                List.of(
                        "0",
                        "0.0",
                        "#,##0",
                        "#,##0.000",
                        "0%",
                        "0.0%",
                        "[$¥-411]#,##0",
                        "[$¥-411]#,##0;[$¥-411]-#,##0",
                        "#,##0\"円\"",
                        "0.00E+00",
                        "#,##0;▲#,##0",
                        "#,##0;\"△ \"#,##0"),
                List.of("YYYY/MM/DD", "YYYY\"年\"M\"月\"D\"日\"", "YYYY-MM", "YYYY/M", "MM/DD", "YYYY\"年\"M\"月\""),
                List.of("HH:MM", "HH:MM:SS", "[HH]:MM:SS")),
        DE_DE(
                1033,
                List.of(
                        "0",
                        "0,0",
                        "0,00",
                        "#.##0",
                        "#.##0,00",
                        "#.##0,00 [$€-407]",
                        "0%",
                        "0,00%",
                        "0,00E+00",
                        "#.##0,00;[ROT]-#.##0,00"),
                List.of("TT.MM.JJJJ", "T.M.JJ", "JJJJ-MM", "MMM JJ", "T. MMMM JJJJ", "MM/JJJJ"),
                List.of("HH:MM", "HH:MM:SS", "[HH]:MM:SS"));

        private final int reads;
        private final List<String> numbers;
        private final List<String> dates;
        private final List<String> times;

        Machine(int reads, List<String> numbers, List<String> dates, List<String> times) {
            this.reads = reads;
            this.numbers = numbers;
            this.dates = dates;
            this.times = times;
        }

        String locale() {
            return name().substring(0, 2).toLowerCase(java.util.Locale.ROOT) + "-" + name().substring(3);
        }
    }

    /** What a random column holds. */
    private enum Kind {
        PRICE("DECIMAL(12,2)"),
        RATE("DECIMAL(14,4)"),
        SHARE("DECIMAL(8,6)"),
        MEASURE("DOUBLE"),
        NUMBER("INT"),
        LONG("BIGINT"),
        DAY("DATE"),
        MOMENT("DATETIME"),
        CLOCK("TIME");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String value(Random random) {
            return switch (this) {
                case PRICE -> decimal(random, 2, 9);
                case RATE -> decimal(random, 4, 11);
                case SHARE -> decimal(random, 6, 6);
                case MEASURE -> Double.toString(Math.round(random.nextGaussian() * 1e8) / 1e5);
                case NUMBER -> Integer.toString(random.nextInt() >> random.nextInt(28));
                case LONG -> Long.toString(random.nextLong() >> random.nextInt(50));
                case DAY -> day(random).toString();
                case MOMENT -> day(random) + " " + clock(random);
                case CLOCK -> clock(random);
            };
        }

        private static String decimal(Random random, int scale, int digits) {
            long most = (long) Math.pow(10, 1 + random.nextInt(digits));
            return BigDecimal.valueOf(random.nextLong() % most, scale).toPlainString();
        }

        private static LocalDate day(Random random) {
            return LocalDate.of(1950, 1, 1).plusDays(random.nextInt(36_000));
        }

        private static String clock(Random random) {
            return "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        }

        /** What the cell holds, as the program counts. */
        double content(String value) {
            return switch (this) {
                case DAY -> LocalDate.parse(value).toEpochDay() - (double) DAY_0.toEpochDay();
                case MOMENT -> DAY.content(value.substring(0, 10)) + CLOCK.content(value.substring(11));
                case CLOCK -> java.time.LocalTime.parse(value).toSecondOfDay() / 86_400.0;
                default -> Double.parseDouble(value);
            };
        }

        String format(Random random, Machine machine) {
            return switch (this) {
                case DAY -> any(random, machine.dates);
                case CLOCK -> any(random, machine.times);
                case MOMENT -> moment(random, machine);
                default -> any(random, machine.numbers);
            };
        }

        private static String moment(Random random, Machine machine) {
            return switch (random.nextInt(4)) {
                case 0 -> any(random, machine.dates);
                case 1 -> machine.times.get(0);
                default -> machine.dates.get(0) + " " + machine.times.get(random.nextInt(2));
            };
        }

        private static String any(Random random, List<String> formats) {
            return formats.get(random.nextInt(formats.size()));
        }
    }

    /** A random table on its way: what was saved with formats alone, and with edits too. */
    private record Trip(long seed, String told, Path csv, Path formatted, Path edited) {}

    @BeforeAll
    static void start() throws Exception {
        LibreOffice.require();
        server = TestServer.get();
        database = server.createDatabase("formats");
        user = server.createUser("SELECT ON " + database + ".*");
    }

    @ParameterizedTest
    @EnumSource
    void what_a_number_format_hides_is_no_edit(Machine machine) throws Exception {
        List<Trip> trips = new ArrayList<>();
        List<LibreOffice.Job> jobs = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            long seed = 1000L * machine.name().charAt(0) + table;
            prepare(seed, machine, trips, jobs);
        }
        LibreOffice.run(jobs, machine.locale(), folder);
        List<String> wrong = new ArrayList<>();
        long hidden = 0;
        long visible = 0;
        for (Trip trip : trips) {
            hidden += judge(trip, wrong);
            visible += differences(trip.formatted(), trip.edited()).size();
        }
        assertEquals(List.of(), wrong, () -> machine.locale() + ":\n" + String.join("\n", wrong));
        assertTrue(hidden > 10L * TABLES, hidden + " cells that a format has shortened");
        assertTrue(visible > TABLES, visible + " edits that are seen");
    }

    private void prepare(long seed, Machine machine, List<Trip> trips, List<LibreOffice.Job> jobs) throws Exception {
        Random random = new Random(seed);
        List<Kind> kinds = new ArrayList<>();
        for (int column = 3 + random.nextInt(4); column > 0; column--) {
            kinds.add(Kind.values()[random.nextInt(Kind.values().length)]);
        }
        int rows = 20 + random.nextInt(100);
        String table = "t" + seed;
        create(table, kinds, rows, random);
        List<LibreOffice.Formatted> formats = new ArrayList<>();
        List<LibreOffice.Typed> edits = new ArrayList<>();
        for (int column = 0; column < kinds.size(); column++) {
            if (random.nextInt(5) > 0) {
                int first = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(rows);
                int last = first == 1 && random.nextInt(4) > 0 ? rows : first + random.nextInt(rows - first + 1);
                String format = kinds.get(column).format(random, machine);
                formats.add(new LibreOffice.Formatted(column + 1, first, last, format, machine.locale()));
            }
        }
        for (int edit = 0; edit < 4; edit++) {
            int column = random.nextInt(kinds.size());
            Kind kind = kinds.get(column);
            edits.add(new LibreOffice.Typed(
                    1 + random.nextInt(rows), column + 1, "number", kind.content(kind.value(random))));
        }
        Path csv = folder.resolve(table + ".csv");
        InProcess.run(
                        server.host(),
                        server.port(),
                        user,
                        List.of(
                                "export",
                                "--editable",
                                "-D",
                                database,
                                "--table",
                                table,
                                "-o",
                                csv.toString(),
                                "--quiet"))
                .assertExit(0);
        Path formatted = folder.resolve(table + "-formatted.csv");
        Path edited = folder.resolve(table + "-edited.csv");
        // The last word is "save cell content as shown", which the program's own dialogue proposes.
        String options = (random.nextBoolean() ? "44" : "59") + ",34,76,1,,0,false,true,true";
        jobs.add(new LibreOffice.Job(
                csv.toString(),
                "44,34,76,1,,%d,false,true,false".formatted(machine.reads),
                formats,
                List.of(new LibreOffice.Save(formatted.toString(), options)),
                edits,
                List.of(new LibreOffice.Save(edited.toString(), options))));
        trips.add(new Trip(seed, kinds + " " + formats + " " + edits, csv, formatted, edited));
    }

    private static void create(String table, List<Kind> kinds, int rows, Random random) {
        StringBuilder create = new StringBuilder("CREATE TABLE %s.%s (id INT PRIMARY KEY".formatted(database, table));
        StringBuilder insert = new StringBuilder("INSERT INTO %s.%s VALUES ".formatted(database, table));
        for (int column = 0; column < kinds.size(); column++) {
            create.append(", c").append(column + 1).append(' ').append(kinds.get(column).type);
        }
        for (int row = 1; row <= rows; row++) {
            insert.append(row == 1 ? "(" : ", (").append(row);
            for (Kind kind : kinds) {
                insert.append(random.nextInt(15) == 0 ? ", NULL" : ", '" + kind.value(random) + "'");
            }
            insert.append(')');
        }
        server.adminSql(create.append(')').toString(), insert.toString());
    }

    /** Notes what is wrong; returns how many cells of the file without edits were put back. */
    private static long judge(Trip trip, List<String> wrong) throws Exception {
        String told = "seed " + trip.seed() + ", " + trip.told() + ": ";
        Set<String> visible = differences(trip.formatted(), trip.edited());
        JsonNode formatted = diff(trip, trip.formatted(), told, wrong);
        if (formatted != null && !changed(formatted).isEmpty()) {
            wrong.add(told + "nobody edited " + changed(formatted) + " " + formatted.get("changes"));
        }
        JsonNode edited = diff(trip, trip.edited(), told, wrong);
        if (formatted == null || edited == null) {
            return 0;
        }
        Set<String> changed = changed(edited);
        if (!visible.containsAll(changed)) {
            wrong.add(told + "edited is " + visible + ", and found " + changed + " " + edited.get("changes"));
        }
        Set<String> shown = new HashSet<>(changed);
        edited.get("suspicious")
                .forEach(cell -> shown.add(
                        cell.get("line").asText() + " " + cell.get("column").asText()));
        if (!shown.containsAll(visible)) {
            wrong.add(told + "edited is " + visible + ", and shown " + shown);
        }
        return formatted.at("/summary/repaired").asLong();
    }

    private static JsonNode diff(Trip trip, Path file, String told, List<String> wrong) throws Exception {
        InProcess diff = InProcess.run(
                server.host(),
                server.port(),
                user,
                List.of("diff", file.toString(), "--baseline", trip.csv() + ".baseline.zip", "--json"));
        if (diff.exitCode() > 1) {
            wrong.add(told + "code " + diff.exitCode() + " " + diff.error() + diff.output());
            return null;
        }
        return JSON.readTree(diff.output());
    }

    private static Set<String> changed(JsonNode found) {
        Set<String> cells = new HashSet<>();
        for (JsonNode change : found.get("changes")) {
            change.get("cells")
                    .properties()
                    .forEach(cell -> cells.add(change.get("line").asText() + " " + cell.getKey()));
        }
        return cells;
    }

    /** The cells, as line and column, that an edit has changed visibly; the files have no line breaks within cells. */
    private static Set<String> differences(Path one, Path other) throws Exception {
        List<String> before = Files.readAllLines(one);
        List<String> after = Files.readAllLines(other);
        char delimiter = before.get(0).charAt(2);
        String[] names = before.get(0).split(String.valueOf(delimiter), -1);
        Set<String> cells = new HashSet<>();
        for (int line = 1; line < before.size(); line++) {
            List<String> was = cells(before.get(line), delimiter);
            List<String> is = cells(after.get(line), delimiter);
            for (int cell = 0; cell < names.length; cell++) {
                if (!was.get(cell).equals(is.get(cell))) {
                    cells.add((line + 1) + " " + names[cell]);
                }
            }
        }
        return cells;
    }

    private static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
