package safecsv.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvents;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** A folder with a jobs file about a database of its own. */
final class JobsFixture {
    private final Path folder;
    private final String database;
    private final int port;
    private final String connection;

    private JobsFixture(Path folder, String database, int port, String connection) {
        this.folder = folder;
        this.database = database;
        this.port = port;
        this.connection = connection;
    }

    static JobsFixture in(Path folder) {
        TestServer server = TestServer.get();
        return new JobsFixture(folder, server.createDatabase("schedule"), server.port(), "");
    }

    /** The same, reached through another port. */
    JobsFixture through(int otherPort) {
        return new JobsFixture(folder, database, otherPort, connection);
    }

    /** The same, with more keys of the connection; whole lines. */
    JobsFixture connecting(String keys) {
        return new JobsFixture(folder, database, port, keys);
    }

    String database() {
        return database;
    }

    Path folder() {
        return folder;
    }

    void sql(String... statements) {
        List<String> all = new ArrayList<>(List.of("USE `" + database + "`"));
        all.addAll(List.of(statements));
        TestServer.get().adminSql(all.toArray(String[]::new));
    }

    /** Writes a jobs file that connects as the administrator; {@code jobs} begins with its first key. */
    Path write(String name, String text) throws IOException {
        TestServer server = TestServer.get();
        String whole = """
            connection:
              host: %s
              port: %d
              user: %s
              database: %s
              password-file: %s
              no-defaults: true
            """.formatted(
                                server.host(),
                                port,
                                server.admin().name(),
                                database,
                                SafecsvCli.passwordFile(server.admin().password()))
                + connection.indent(2);
        return Files.writeString(folder.resolve(name), whole + text);
    }

    JobsFile read(String text) throws IOException {
        return JobsFile.read(write("jobs.yaml", text));
    }

    static List<RunEvent> events(JobsFile file, String job) {
        return RunEvents.of(file.state(), job);
    }

    static List<RunEvent> events(JobsFile file, String job, RunEvent.Kind kind) {
        return events(file, job).stream().filter(event -> event.kind() == kind).toList();
    }

    static Job job(JobsFile file) {
        return file.jobs().get(0);
    }

    /** Names of the files below a folder, the hidden ones too, in order. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
