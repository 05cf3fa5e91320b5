package safecsv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.bench.BenchOptions.Part;

/** Measures the built safecsv beside its rivals in one run; the results go to standard output as Markdown. */
@Command(name = "benchmark", description = "Measures safecsv beside its rivals; docs/benchmarks.md says how.")
public final class Benchmark implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    private final Report report = new Report(System.out);

    /** Runs the parts that were asked for, all by default; {@code --help} lists the options. */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Benchmark()).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof SafecsvException expected) {
                System.err.println(expected.getMessage());
                return expected.exitCode().code();
            }
            if (exception instanceof SQLException || exception instanceof IOException) {
                System.err.println("The benchmark stopped; what it printed until now holds. " + exception);
                return ExitCode.FAILED.code();
            }
            throw exception;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        BenchServer server = BenchServer.fromEnvironment(System.getenv());
        Path directory = Files.createDirectories(options.directory());
        try (Credentials credentials = Credentials.write(server.password(), directory)) {
            SafecsvCommands safecsv = new SafecsvCommands(server, options, credentials);
            Optional<MysqlCommands> mysql = MysqlCommands.find(System.getenv())
                    .map(client -> new MysqlCommands(client, server, options, credentials));
            GetStringCommand getString = new GetStringCommand(server, options, credentials);
            run(server, new Fields(directory, safecsv, mysql, getString), mysql.isPresent());
        }
        return ExitCode.DONE.code();
    }

    private void run(BenchServer server, Fields fields, boolean client)
            throws IOException, SQLException, InterruptedException {
        ServerFacts facts = prepare(server);
        introduce(facts, client);
        Measurements measurements = new Measurements(options, report, fields);
        if (options.parts.contains(Part.ORDERS)) {
            measurements.table("orders", options.orders, facts.outfile());
            if (server.socket().isPresent()) {
                measurements.tableOverSocket(
                        "orders", options.orders, server.socket().get());
            }
        }
        if (options.parts.contains(Part.SALARIES)) {
            measurements.table("salaries", options.salaries, facts.outfile());
        }
        if (options.parts.contains(Part.OUTPUTS)) {
            measurements.outputs();
        }
        if (options.parts.contains(Part.ROUNDTRIP)) {
            try (RoundTripFiles files = RoundTripFiles.make(server, options, fields.safecsv())) {
                measurements.roundTrip(files);
            }
        }
        if (options.parts.contains(Part.MEMORY)) {
            measurements.memory();
        }
        if (options.parts.contains(Part.START)) {
            measurements.start();
        }
    }

    private ServerFacts prepare(BenchServer server) throws SQLException, IOException {
        try (Connection connection = server.connect()) {
            BenchSchema.ensure(connection, options);
            if (ServerFacts.usesTemporaryTable(connection, Fields.repeated("orders", 2))) {
                System.err.println(
                        "The server collects a UNION ALL in a temporary table: --memory-times measures that too.");
            }
            return ServerFacts.ask(connection, options.directory());
        }
    }

    private void introduce(ServerFacts facts, boolean client) {
        report.paragraph("MySQL %s, Java %s, %d processors; rounds: %d after a warm-up; TLS mode %s (%s)."
                .formatted(
                        facts.version(),
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        options.rounds,
                        options.sslMode,
                        facts.cipher().isEmpty() ? "the server offers no TLS" : "the server offers " + facts.cipher()));
        if (!client) {
            report.paragraph("Left out: the mysql client and INTO OUTFILE, since there is no mysql client on the PATH"
                    + " or named by SAFECSV_MYSQL_CLIENT.");
        } else if (facts.outfile().path() == null) {
            report.paragraph(
                    "Left out: INTO OUTFILE, since the server can't write a file that this program can remove ("
                            + facts.outfile().reason() + ").");
        }
    }
}
