package safecsv.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/safecsv is for POSIX shells; Windows has safecsv.cmd")
@Tag("any-server")
class LauncherIT {
    private static final Path LAUNCHER = Launch.HOME.resolve("bin/safecsv");

    @TempDir
    Path temporary;

    @Test
    void runs_from_any_folder_and_passes_the_exit_code_on() throws Exception {
        assertWorks(Launch.of(LAUNCHER, "--version").run());
        assertEquals(2, Launch.of(LAUNCHER, "export", "--no-such-option").run().exit());
    }

    @Test
    void runs_through_relative_symbolic_links() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("usr/bin"));
        Distribution.copyTo(temporary.resolve("safecsv-1"));
        Path real = Files.createSymbolicLink(temporary.resolve("current"), Path.of("safecsv-1"));
        Path first = Files.createSymbolicLink(
                folder.resolve("first"), Path.of("../..", real.getFileName() + "/bin/safecsv"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());

        assertWorks(Launch.of(second, "--version").run());
    }

    @Test
    void runs_by_the_PATH_from_a_folder_with_spaces() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("a folder/safe  csv"));
        Launch byName = Launch.of(Path.of("sh"), "-c", "safecsv --version");

        assertWorks(byName.with("PATH", copy.resolve("bin") + ":" + System.getenv("PATH"))
                .run());
    }

    @Test
    void takes_the_java_on_the_PATH_where_JAVA_HOME_is_unset() throws Exception {
        String path = Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin";

        assertWorks(Launch.of(LAUNCHER, "--version")
                .with("JAVA_HOME", null)
                .with("PATH", path)
                .run());
    }

    @Test
    void names_a_JAVA_HOME_that_holds_no_java() throws Exception {
        assertRefused(
                Launch.of(LAUNCHER, "--version").with("JAVA_HOME", "/no/such/java"),
                "safecsv: JAVA_HOME is /no/such/java, where there is no bin/java. ");
    }

    @Test
    void says_that_java_is_needed_where_there_is_none() throws Exception {
        Path tools = Files.createDirectories(temporary.resolve("bin"));
        script(tools.resolve("readlink"), "exec /usr/bin/readlink \"$@\"");

        assertRefused(
                Launch.of(LAUNCHER, "--version").with("JAVA_HOME", null).with("PATH", tools.toString()),
                "safecsv: no java found. ");
    }

    @Test
    void refuses_a_java_before_17_by_its_release_file() throws Exception {
        Path old = fakeJava("exit 99");
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"11.0.22\"\n");

        assertRefused(
                Launch.of(LAUNCHER, "--version").with("JAVA_HOME", old.toString()),
                "safecsv: Java 17 or later is needed, but " + old + "/bin/java is version 11.0.22. ");
    }

    @Test
    void refuses_a_java_before_17_that_only_says_so_itself() throws Exception {
        Path old = fakeJava("echo 'java version \"1.8.0_402\"' >&2");

        assertRefused(
                Launch.of(LAUNCHER, "--version").with("JAVA_HOME", old.toString()),
                "safecsv: Java 17 or later is needed, but " + old + "/bin/java is version 1.8.0_402. ");
    }

    @Test
    void passes_arguments_on_untouched_even_in_the_C_locale() throws Exception {
        Path java = fakeJava("while [ \"$1\" != safecsv.cli.Main ]; do shift; done; shift; printf '<%s>' \"$@\"");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        Launch.Ended ended = Launch.of(LAUNCHER, "a b", "", "*", "'\"\\$x", "日本\n語")
                .with("JAVA_HOME", java.toString())
                .run();
        assertEquals("<a b><><*><'\"\\$x><日本\n語>", ended.out());

        Launch.Ended refused = Launch.of(LAUNCHER, "--日本語").with("LC_ALL", "C").run();
        assertTrue(refused.err().contains("--日本語"), refused::toString);
    }

    @Test
    void adds_the_users_own_options_for_java_after_its_own() throws Exception {
        Path java = fakeJava("printf '<%s>' \"$@\"");
        Files.writeString(java.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        String out = Launch.of(LAUNCHER, "--version")
                .with("JAVA_HOME", java.toString())
                .with("SAFECSV_JAVA_OPTS", "-Xmx4g -Dpattern=*")
                .run()
                .out();
        assertTrue(out.indexOf("<-Xmx4g><-Dpattern=*>") > out.indexOf("<-Xmx1g>"), out);
    }

    @Test
    void a_signal_to_the_launcher_reaches_java() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(60_000);
            Path file = temporary.resolve("out.csv");
            Process process = Launch.of(
                            LAUNCHER,
                            "export",
                            "--no-defaults",
                            "-h127.0.0.1",
                            "-P" + silent.getLocalPort(),
                            "-unobody",
                            "-eSELECT 1",
                            "-o" + file)
                    .with("MYSQL_PWD", "none")
                    .start(temporary.resolve("out"), temporary.resolve("err"));
            try (Socket connection = silent.accept()) {
                assertTrue(connection.isConnected());
                process.destroy();
                assertTrue(process.waitFor(5, TimeUnit.SECONDS), "SIGTERM did not end it");
            } finally {
                process.destroyForcibly();
            }
            assertFalse(process.exitValue() == 0, "an interrupted export is no success");
            assertFalse(Files.exists(file));
        }
    }

    private static void assertWorks(Launch.Ended ended) {
        assertEquals(0, ended.exit(), ended::toString);
        assertEquals("", ended.err());
        assertTrue(ended.out().startsWith("safecsv "), ended::toString);
    }

    private static void assertRefused(Launch launch, String start) throws IOException, InterruptedException {
        Launch.Ended ended = launch.run();
        assertEquals(2, ended.exit(), ended::toString);
        assertEquals("", ended.out());
        assertTrue(ended.err().startsWith(start), ended::toString);
    }

    /** A JAVA_HOME without a release file, whose java is a shell script. */
    private Path fakeJava(String script) throws IOException {
        Path java = Files.createDirectories(temporary.resolve("fake/bin")).resolve("java");
        script(java, script);
        return temporary.toRealPath().resolve("fake");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
