package safecsv.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Who runs against whom, and what the specification promises (its section on speed and size). */
final class Fields {
    private static final double AS_FAST = 1.0;
    private static final double FOUR_TIMES_AS_FAST = 0.25;
    private static final double HALF_THE_START = 0.45 / 0.85;

    private final Path directory;
    private final SafecsvCommands safecsv;
    private final Optional<MysqlCommands> mysql;
    private final GetStringCommand getString;

    Fields(Path directory, SafecsvCommands safecsv, Optional<MysqlCommands> mysql, GetStringCommand getString) {
        this.directory = directory;
        this.safecsv = safecsv;
        this.mysql = mysql;
        this.getString = getString;
    }

    SafecsvCommands safecsv() {
        return safecsv;
    }

    /** A whole table into a file, over TCP. */
    Field table(String table, OutfileDirectory outfile, long rows) {
        String query = "select * from " + table;
        Path byTable = directory.resolve("by-table.csv");
        Path byQuery = directory.resolve("by-query.csv");
        List<Contender> subjects = List.of(
                new Contender("safecsv export --table", safecsv.overTcp(byTable, "--table", table), byTable, false),
                new Contender("safecsv export -e", safecsv.overTcp(byQuery, "-e", query), byQuery, false));
        List<Rival> rivals = new ArrayList<>();
        if (mysql.isPresent() && outfile.path() != null) {
            Path file = outfile.path().resolve("safecsv-bench-outfile.csv");
            List<String> command = mysql.get().outfile(table, file);
            rivals.add(new Rival(new Contender("SELECT … INTO OUTFILE", command, file, false), AS_FAST));
        }
        if (mysql.isPresent()) {
            Path file = directory.resolve("mysql.tsv");
            List<String> command = mysql.get().batchOverTcp(query);
            rivals.add(new Rival(new Contender("mysql --quick --batch", command, file, true), AS_FAST));
        }
        Path file = directory.resolve("get-string.csv");
        List<String> command = getString.command(query, file);
        rivals.add(new Rival(new Contender("getString + CSVPrinter", command, file, false), FOUR_TIMES_AS_FAST));
        return new Field(table, subjects, rivals, OptionalLong.of(rows));
    }

    /** A whole table into a file, over the server's Unix socket. */
    Field tableOverSocket(String table, String socket, long rows) {
        String query = "select * from " + table;
        Path csv = directory.resolve("by-table.csv");
        Path tsv = directory.resolve("mysql.tsv");
        Contender subject =
                new Contender("safecsv export --table", safecsv.overSocket(csv, socket, "--table", table), csv, false);
        List<Rival> rivals = mysql.stream()
                .map(client -> new Contender("mysql --quick --batch", client.batchOverSocket(socket, query), tsv, true))
                .map(contender -> new Rival(contender, AS_FAST))
                .toList();
        return new Field(table + ", over the Unix socket", List.of(subject), rivals, OptionalLong.of(rows));
    }

    /** Ways to write the same rows, against the plain one. */
    Field outputs(String table, long rows) {
        List<Contender> subjects = List.of(
                output(table, "--compress gzip", "orders.csv.gz"),
                output(table, "--compress zstd", "orders.csv.zst"),
                output(table, "--parallel 2", "parallel-2.csv"),
                output(table, "--parallel 4", "parallel-4.csv"),
                output(table, "--editable", "editable.csv"));
        Path plain = directory.resolve("plain.csv");
        Path piped = directory.resolve("piped.csv.gz");
        String pipeline = String.join(" ", safecsv.overTcp(Path.of("-"), "--table", table)) + " | gzip";
        List<Rival> rivals = List.of(
                new Rival(
                        new Contender("safecsv export", safecsv.overTcp(plain, "--table", table), plain, false),
                        Double.POSITIVE_INFINITY),
                new Rival(
                        new Contender("safecsv export | gzip", List.of("sh", "-c", pipeline), piped, true),
                        Double.POSITIVE_INFINITY));
        return new Field(table + ", other outputs", subjects, rivals, OptionalLong.of(rows));
    }

    private Contender output(String table, String options, String file) {
        List<String> what = new ArrayList<>(List.of("--table", table));
        what.addAll(List.of(options.split(" ", -1)));
        Path output = directory.resolve(file);
        return new Contender(options, safecsv.overTcp(output, what.toArray(String[]::new)), output, false);
    }

    /** Ten rows: what is left is the start. */
    Field start(long rows) {
        String query = "select * from orders limit 10";
        Path started = directory.resolve("start.csv");
        Path plain = directory.resolve("start-plain.csv");
        Contender subject = new Contender("bin/safecsv export", safecsv.overTcp(started, "-e", query), started, false);
        Contender rival = new Contender("java -cp 'lib/*'", safecsv.plainJava(plain, "-e", query), plain, false);
        return new Field(
                "start (10 rows)", List.of(subject), List.of(new Rival(rival, HALF_THE_START)), OptionalLong.of(rows));
    }

    /**
     * A table so many times over, in one result, to see whether memory depends on the size.
     *
     * @param times 1 for the table itself
     */
    Contender memory(String table, int times) {
        Path file = directory.resolve("memory.csv");
        String name = times == 1 ? table : "%s, %d times over".formatted(table, times);
        return new Contender(name, safecsv.overTcp(file, "-e", repeated(table, times)), file, false);
    }

    /** UNION ALL sends rows as they come; a cross join might be hashed to the server's disk first. */
    static String repeated(String table, int times) {
        return String.join(" union all ", Collections.nCopies(times, "select * from " + table));
    }
}
