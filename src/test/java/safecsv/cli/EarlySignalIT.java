package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.Proof;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** A signal in the first moments of a process, when not everything of it is there yet. */
@Tag("proof")
class EarlySignalIT {
    private static final long SEED = 20261126;
    private static final int LATEST_MILLISECONDS = 300;
    private static final String ENDLESS =
            "SELECT a.TABLE_NAME FROM information_schema.columns a, information_schema.columns b,"
                    + " information_schema.columns c";

    /** With the code of a process that the signal itself ended, before there was anything in it to hear it. */
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private final TestServer server = TestServer.get();

    @TempDir
    private Path directory;

    @Test
    void nothing_is_left() throws Exception {
        Random random = new Random(SEED);
        int rounds = Proof.rounds("earlysignals", 9, 150);
        Map<String, Integer> codes = new TreeMap<>();
        for (int round = 0; round < rounds; round++) {
            String signal = new ArrayList<>(SIGNALS.keySet()).get(random.nextInt(SIGNALS.size()));
            int delay = random.nextInt(LATEST_MILLISECONDS);
            int code = signalled(signal, delay);
            String what = "seed %d, round %d: %s after %d ms".formatted(SEED, round, signal, delay);
            assertTrue(code == ExitCode.INTERRUPTED.code() || code == SIGNALS.get(signal), what + " gave " + code);
            assertEquals(List.of(), names(), what);
            codes.merge(signal + " " + code, 1, Integer::sum);
        }
        System.out.println("EarlySignalIT: " + codes);
    }

    private int signalled(String signal, int delay) throws Exception {
        Process process = SafecsvCli.safecsv("export", "--quiet", "-e", ENDLESS)
                .on(server, server.admin())
                .with("-o", directory.resolve("out.csv").toString())
                .startLoggingTo(Path.of("/dev/null"), "--default-signal=HUP,INT,TERM");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor());
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it still runs");
        return process.exitValue();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
