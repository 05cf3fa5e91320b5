package safecsv.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * A copy of orders that is exported to be edited, and what came of it: the file as it was, one with a thousand edits, one
 * that a spreadsheet has written anew, and a plan of a hundred thousand updates. The copy and the files go with this.
 */
final class RoundTripFiles implements AutoCloseable {
    private static final String TABLE = "orders_edited";
    private static final int EDITS = 1_000;
    private static final int UPDATES = 100_000;
    private static final double AS_FAST = 1.0;

    private final BenchServer server;
    private final BenchOptions options;
    private final SafecsvCommands safecsv;
    private final Path directory;
    private final ProcessMeter meter;

    private RoundTripFiles(BenchServer server, BenchOptions options, SafecsvCommands safecsv) throws IOException {
        this.server = server;
        this.options = options;
        this.safecsv = safecsv;
        this.directory = Files.createDirectories(options.directory().resolve("roundtrip"));
        this.meter = new ProcessMeter(options.directory());
    }

    static RoundTripFiles make(BenchServer server, BenchOptions options, SafecsvCommands safecsv)
            throws IOException, SQLException, InterruptedException {
        RoundTripFiles files = new RoundTripFiles(server, options, safecsv);
        System.err.printf("round trip: making %s and its files …%n", TABLE);
        files.sql("drop table if exists " + TABLE, "create table " + TABLE + " like orders");
        files.sql("insert into " + TABLE + " select * from orders");
        Path exported = files.directory.resolve("exported.csv");
        files.meter.measure(new Contender(
                "export --editable", safecsv.overTcp(exported, "--table", TABLE, "--editable"), exported, false));
        files.write("edited.csv", EDITS, UnaryOperator.identity());
        files.write("updates.csv", UPDATES, UnaryOperator.identity());
        files.write("reformatted.csv", 0, RoundTripFiles::reformatted);
        files.meter.measure(
                files.diff("plan", "updates.csv", "--plan", files.plan().toString(), "--force"));
        return files;
    }

    /** The races, one after the other. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(unchanged(), changed()));
        options.daff().ifPresent(program -> fields.add(besideDaff(program)));
        fields.add(applied());
        return fields;
    }

    /** daff compares the two files alone; safecsv the database too. */
    private Field besideDaff(Path program) {
        Path output = directory.resolve("daff.csv");
        List<String> daff = List.of(
                "node",
                "--max-old-space-size=" + options.daffHeap,
                program.toString(),
                "--id",
                "id",
                "--output",
                output.toString(),
                directory.resolve("exported.csv").toString(),
                directory.resolve("edited.csv").toString());
        return new Field(
                "two files of orders, %,d edits".formatted(EDITS),
                List.of(diff("safecsv diff", "edited.csv")),
                List.of(new Rival(new Contender("daff", daff, output, false), Double.POSITIVE_INFINITY)),
                OptionalLong.empty());
    }

    private Field unchanged() {
        Path sums = directory.resolve("sums.txt");
        Path exported = directory.resolve("exported.csv");
        // The same file twice: as many bytes as the CSV and the baseline's rows together.
        List<String> command = List.of("sha256sum", exported.toString(), exported.toString());
        Contender diff = diff("diff, nothing changed", "exported.csv");
        return new Field(
                "diff of orders, nothing changed",
                List.of(new Contender(diff.name(), diff.command(), diff.output(), true)),
                List.of(new Rival(new Contender("sha256sum of both", command, sums, true), AS_FAST)),
                OptionalLong.empty());
    }

    private Field changed() {
        Contender reformatted = diff("diff, every row re-formatted by a spreadsheet", "reformatted.csv");
        return new Field(
                "diff of orders, changed",
                List.of(
                        diff("diff, %,d edits".formatted(EDITS), "edited.csv"),
                        diff(
                                "diff, %,d edits, into a plan".formatted(UPDATES),
                                "updates.csv",
                                "--plan",
                                directory.resolve("again.plan").toString(),
                                "--force"),
                        new Contender(reformatted.name(), reformatted.command(), reformatted.output(), true)),
                List.of(),
                OptionalLong.empty());
    }

    /** The first undo takes the first apply back, and so on. */
    private Field applied() {
        Path undo = directory.resolve("updates.undo.jsonl");
        Path redo = directory.resolve("updates.redo.jsonl");
        List<String> apply = safecsv.other("apply", plan().toString(), "--yes", "--undo", undo.toString());
        List<String> back = safecsv.other("undo", undo.toString(), "--yes", "--undo", redo.toString());
        return new Field(
                "apply of %,d updates of orders".formatted(UPDATES),
                List.of(new Contender("apply", apply, undo, false), new Contender("undo", back, redo, false)),
                List.of(),
                OptionalLong.empty());
    }

    private Path plan() {
        return directory.resolve("updates.plan");
    }

    /** A comparison that finds changes; its preview goes to a file. */
    private Contender diff(String name, String edited, String... more) {
        List<String> what = new ArrayList<>(List.of(
                directory.resolve(edited).toString(),
                "--baseline",
                directory.resolve("exported.csv.baseline.zip").toString()));
        what.addAll(List.of(more));
        Path output = directory.resolve("preview.txt");
        return new Contender(name, safecsv.other("diff", what.toArray(String[]::new)), output, true, 1);
    }

    /** Writes the exported rows again, with an edited note in so many of them, evenly spread. */
    private void write(String name, int edits, UnaryOperator<String> cell) throws IOException {
        long every = edits == 0 ? 0 : Math.max(1, options.orders / edits);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator(edits == 0 ? "\r\n" : "\n")
                .get();
        try (BufferedReader reader = Files.newBufferedReader(directory.resolve("exported.csv"));
                CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180);
                Writer writer = Files.newBufferedWriter(directory.resolve(name), StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, format)) {
            int note = -1;
            for (CSVRecord row : parser) {
                List<String> cells = row.toList();
                note = note < 0 ? cells.indexOf("note") : note;
                cells.replaceAll(cell);
                if (every > 0 && row.getRecordNumber() > 1 && row.getRecordNumber() % every == 0) {
                    cells.set(note, "edited " + row.getRecordNumber());
                }
                printer.printRecord(cells);
            }
        }
    }

    /** As a spreadsheet writes it: dates with slashes, numbers without zeros at their ends. */
    static String reformatted(String cell) {
        if (cell.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            return cell.replaceFirst("^(\\d{4})-0?(\\d+)-0?(\\d+)", "$1/$2/$3");
        }
        return cell.matches("-?\\d+\\.\\d+") ? cell.replaceFirst("\\.?0+$", "") : cell;
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("use `" + options.database.replace("`", "``") + "`");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        sql("drop table if exists " + TABLE);
        try (var files = Files.list(directory)) {
            files.forEach(RoundTripFiles::delete);
        }
        Files.delete(directory);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
