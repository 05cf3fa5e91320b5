package safecsv.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import safecsv.testing.TestServer;

/**
 * The whole round trip: an export goes out, is edited, comes back; meanwhile somebody changes the same row; the conflict is
 * seen and settled, the plan applied, and all of it taken back.
 */
final class RoundTripTour {
    private static final Path FOLDER = Path.of("target/demo/round-trip");
    private static final String BASELINE = " --baseline " + FOLDER + "/customers.csv.baseline.zip";

    private final PrintStream out;
    private final Shell shell;
    private final TestServer server;
    private final String database;
    private final String reader;
    private final String writer;

    /**
     * @param reader options of an account that may SELECT
     * @param writer options of an account that may write too
     */
    RoundTripTour(PrintStream out, Shell shell, TestServer server, String database, String reader, String writer) {
        this.out = out;
        this.shell = shell;
        this.server = server;
        this.database = database;
        this.reader = reader;
        this.writer = writer;
    }

    void run() throws IOException, InterruptedException {
        out.println("The round trip: customers go to a client as CSV and come back edited.");
        shell.run("rm -rf " + FOLDER + " && mkdir " + FOLDER);
        safecsv(0, "export", reader, "--table customers --editable -o " + FOLDER + "/customers.csv");
        editAndMeanwhile();
        safecsv(0, "export", reader, "--table customers -o " + FOLDER + "/before.csv");
        safecsv(1, "diff", reader, FOLDER + "/edited.csv" + BASELINE);
        out.println("One cell is a conflict: both the client and somebody else changed it. The client's is to win.");
        safecsv(
                1,
                "diff",
                reader,
                FOLDER + "/edited.csv" + BASELINE + " --on-conflict take-csv --plan " + FOLDER + "/plan.jsonl");
        safecsv(0, "apply", writer, FOLDER + "/plan.jsonl --yes");
        safecsv(0, "undo", writer, FOLDER + "/plan.undo.jsonl --yes");
        safecsv(0, "export", reader, "--table customers -o " + FOLDER + "/after.csv");
        out.println("After the undo the table is what it was before the apply.");
        shell.run("cmp " + FOLDER + "/before.csv " + FOLDER + "/after.csv");
    }

    private void editAndMeanwhile() throws IOException, InterruptedException {
        shell.run("sed -e 's/090-9587-2608/03-5550-0008/; s/VIP/VIP; prefers e-mail/' " + FOLDER + "/customers.csv > "
                + FOLDER + "/edited.csv");
        shell.run("echo ',佐々木 凛,ササキ リン,03-5550-0999,1000001,東京都千代田区千代田1-1,,1990-04-01,' >> " + FOLDER + "/edited.csv");
        String meanwhile = "UPDATE customers SET tel = '03-1111-2222' WHERE id = 8";
        server.adminSql("USE `" + database + "`", meanwhile);
        out.println("Meanwhile somebody else: " + meanwhile);
        out.println();
    }

    private void safecsv(int expected, String command, String login, String what)
            throws IOException, InterruptedException {
        shell.run("target/safecsv/bin/safecsv " + command + " --no-defaults " + login + " \\\n    " + what, expected);
    }
}
