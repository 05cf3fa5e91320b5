package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.SshServer;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** {@code --ssh} through a real sshd: a right file or a clear error, and nothing left behind. */
@Tag("any-server")
class SshTunnelIT {
    private static final String ENDLESS = "SELECT a.n, REPEAT('safecsv tunnel ', 4) FROM digits a, digits b, digits c";

    /** Three programs and a server share the machine with whatever else it tests. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestServer server;
    private static SshServer ssh;
    private static String database;
    private static TestUser user;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start_sshd() {
        server = TestServer.get();
        ssh = SshServer.start();
        database = server.createDatabase("tunnel");
        user = server.createUser("SELECT ON `" + database + "`.*");
        server.adminSql(
                "CREATE TABLE " + database + ".digits (n INT PRIMARY KEY)",
                "INSERT INTO " + database
                        + ".digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 999)"
                        + " SELECT n FROM r");
    }

    @AfterAll
    static void stop_sshd() {
        if (ssh != null) {
            ssh.close();
        }
    }

    @Test
    void with_a_key_the_file_is_the_same_as_without_ssh() throws IOException {
        Path direct = directory.resolve("direct.csv");
        Path tunnelled = directory.resolve("tunnelled.csv");
        String query = "SELECT a.n, b.n AS m FROM digits a, digits b WHERE b.n < 50";
        export(direct, query).run().assertExit(ExitCode.DONE);
        FinishedProcess run =
                export(tunnelled, query).with("--ssh", "good").run().assertExit(ExitCode.DONE);

        assertArrayEquals(Files.readAllBytes(direct), Files.readAllBytes(tunnelled));
        run.assertErrorContains(" of " + server.host() + ":" + server.port() + " through ssh good");
        assertNothingIsLeft();
    }

    @Test
    void through_ssh_the_certificate_is_checked_against_the_servers_own_name() {
        FinishedProcess run = export(directory.resolve("x.csv"), "SELECT 1")
                .with("--ssh", "good", "--ssl-mode", "VERIFY_IDENTITY", "--ssl-ca", ServerUnderTest.required("CA"))
                .run()
                .assertExit(ExitCode.FAILED);

        run.assertErrorContains("is for another name than '" + server.host() + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wrong-key    | ssh was not let in to wrong-key (ssh said: | Check the user and the key (ssh wrong-key -v tells which were tried); without a terminal
            unknown-host | ssh does not know the host key of unknown-host yet, and there is no terminal to ask on. | Run ssh unknown-host once in a terminal and compare the fingerprint
            changed-host | ssh refused changed-host: its host key is not the one that known_hosts has. | Ask its administrator
            nobody-there | ssh can't reach nobody-there (ssh said: ssh: connect to host 127.0.0.1 port | Check host and port
            """)
    void what_is_wrong_with_ssh_is_said_with_what_to_do(String host, String what, String next) throws IOException {
        FinishedProcess run = export(directory.resolve("x.csv"), "SELECT 1")
                .with("--ssh", host)
                .run()
                .assertExit(ExitCode.FAILED);

        run.assertErrorContains(what).assertErrorContains(next).assertErrorContains("Nothing was read or written.");
        assertEquals(List.of(), names());
        assertNothingIsLeft();
    }

    @Test
    void a_server_that_does_not_listen_behind_the_tunnel_is_named() {
        FinishedProcess run = SafecsvCli.safecsv("export", "-e", "SELECT 1", "--no-defaults", "--ssh", "good")
                .with("-h", "127.0.0.1", "-P", "1")
                .environment("PATH", ssh.path())
                .run()
                .assertExit(ExitCode.FAILED);

        run.assertErrorContains("ssh reaches good, but nothing listens at 127.0.0.1:1 as seen from there");
    }

    @Test
    void an_ssh_server_that_forbids_forwarding_is_named() {
        try (SshServer strict = SshServer.start("AllowTcpForwarding no")) {
            FinishedProcess run = export(directory.resolve("x.csv"), "SELECT 1")
                    .with("--ssh", "good")
                    .environment("PATH", strict.path())
                    .run()
                    .assertExit(ExitCode.FAILED);

            run.assertErrorContains("(forwarding is prohibited)").assertErrorContains("AllowTcpForwarding");
        }
    }

    @Test
    void without_an_ssh_program_it_says_what_to_install() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String program : List.of("java", "readlink", "dirname")) {
            Files.createSymbolicLink(bin.resolve(program), programOnPath(program));
        }
        FinishedProcess run = export(directory.resolve("x.csv"), "SELECT 1")
                .with("--ssh", "good")
                .environment("PATH", bin.toString())
                .run()
                .assertExit(ExitCode.USAGE);

        run.assertErrorContains("there is none on the PATH: install OpenSSH's client");
    }

    @Test
    void a_tunnel_that_is_cut_in_mid_stream_is_an_error_that_names_it_and_leaves_no_file() throws Exception {
        Path target = directory.resolve("cut.csv");
        Process export = export(target, ENDLESS).with("--ssh", "good").start();
        awaitRows(export);
        ssh.cutConnections();

        assertTrue(export.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it goes on without its tunnel");
        String said = said(export);
        assertEquals(ExitCode.FAILED.code(), export.exitValue(), said);
        assertTrue(said.contains("The ssh tunnel through good ended"), said);
        assertTrue(said.contains("Nothing was written to " + target), said);
        assertEquals(List.of(), names());
        assertNothingIsLeft();
    }

    @Test
    void ctrl_c_ends_the_query_through_the_tunnel_and_then_the_tunnel() throws Exception {
        Process export = export(directory.resolve("x.csv"), ENDLESS)
                .with("--ssh", "good")
                .start();
        awaitRows(export);
        export.toHandle().destroy(); // unlike Process.destroy it leaves the pipes open

        assertTrue(export.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
        String said = said(export);
        assertEquals(ExitCode.INTERRUPTED.code(), export.exitValue(), said);
        assertTrue(said.contains("the query was ended"), said);
        assertNothingIsLeft();
    }

    @Test
    void kill_9_takes_the_tunnel_with_it() throws Exception {
        Process export = export(directory.resolve("x.csv"), ENDLESS)
                .with("--ssh", "good")
                .start();
        awaitRows(export);
        assertTrue(ssh.connections() > 0);
        export.destroyForcibly().waitFor();

        assertNothingIsLeft();
    }

    private SafecsvCli export(Path target, String query) {
        return SafecsvCli.safecsv("export", "-e", query, "-D", database, "-o", target.toString())
                .on(server, user)
                .environment("PATH", ssh.path())
                .environment("SAFECSV_JAVA_OPTS", "-Djava.io.tmpdir=" + temporaryFolder());
    }

    private String temporaryFolder() {
        try {
            return Files.createDirectories(directory.resolve("tmp")).toString();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Neither a connection to sshd, nor the folder of the socket. */
    private void assertNothingIsLeft() {
        await(() -> ssh.connections() == 0);
        await(() -> list(Path.of(temporaryFolder())).isEmpty());
        assertFalse(list(directory).contains("x.csv"));
    }

    private void awaitRows(Process export) {
        await(() -> !export.isAlive()
                || part().map(path -> path.toFile().length() > 1_000_000).orElse(false));
        assertTrue(export.isAlive(), () -> "it ended at once: " + said(export));
    }

    private static String said(Process export) {
        try {
            return new String(export.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> names() {
        return list(directory).stream().filter(name -> !name.equals("tmp")).toList();
    }

    private Optional<Path> part() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".safecsv-part"))
                    .findFirst();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path programOnPath(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "it did not happen within " + LIMIT);
            try {
                Thread.sleep(20);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interruption);
            }
        }
    }
}
