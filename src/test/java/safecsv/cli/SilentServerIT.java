package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.Proof;
import safecsv.testing.SilentProxy;
import safecsv.testing.SilentProxy.Direction;
import safecsv.testing.SilentProxy.Scope;
import safecsv.testing.TestServer;

/**
 * A proxy that falls silent at each step of a conversation in turn, in each direction, for that connection or for all: every
 * command ends within its time limits, and tells the truth about what is in the file or the table.
 */
@Tag("proof")
class SilentServerIT {
    private static final long SEED = 20261126;
    private static final int EVERY_RUN = 4;
    /** Limits of one second each: to be asked, to be asked twice, to connect, to be killed; and a busy machine. */
    private static final Duration MOST = Duration.ofSeconds(45);

    private static final List<String> LIMITS = List.of("--stall-timeout", "1s", "--connect-timeout", "1s");

    private final TestServer server = TestServer.get();
    private String database;

    @TempDir
    private Path folder;

    /** One moment and kind of silence. */
    private record Silence(int step, Direction direction, Scope scope) {}

    /** One command line on data of its own; what comes after it is the judge. */
    private abstract static class Trial {
        abstract List<String> arguments() throws IOException;

        abstract void judge(InProcess ended, Silence silence) throws IOException;
    }

    private interface Trials {
        Trial trial(Path place) throws IOException;
    }

    @BeforeEach
    void make_a_table() {
        database = server.createDatabase("silence");
        server.adminSql(
                "USE " + database,
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(200) NOT NULL)",
                "INSERT INTO t WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 900)"
                        + " SELECT n, REPEAT('silence ', 20) FROM r");
    }

    @Test
    void export() throws Exception {
        at_each_step(this::export);
    }

    /** What TLS is for: without it, only the checksums of TCP would notice, and on loopback not even those. */
    @Test
    void a_byte_that_was_flipped_on_the_way_never_gets_into_a_file() throws Exception {
        server.requireMySql("the embedded MariaDB has no TLS");
        at_each_step(this::export, List.of(Scope.NOTHING_BUT_A_BYTE));
    }

    private Trial export(Path place) {
        Path out = place.resolve("out.csv");
        return new Trial() {
            @Override
            List<String> arguments() {
                return List.of("export", "--table", database + ".t", "-o", out.toString());
            }

            @Override
            void judge(InProcess ended, Silence silence) throws IOException {
                if (ended.exitCode() == 0) {
                    assertTrue(rows().equals(Files.readString(out)), "other rows");
                    return;
                }
                ended.assertExit(ExitCode.FAILED);
                assertEquals(List.of(), names(place));
            }
        };
    }

    private static String rows() {
        return "id,name\n"
                + IntStream.rangeClosed(1, 900)
                        .mapToObj(id -> id + "," + "silence ".repeat(20) + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void diff() throws Exception {
        Path edited = edited(database, folder);
        at_each_step(place -> new Trial() {
            private final Path plan = place.resolve("plan.jsonl");

            @Override
            List<String> arguments() {
                return diff(edited, plan);
            }

            @Override
            void judge(InProcess ended, Silence silence) throws IOException {
                if (ended.exitCode() != 1) { // that there are changes
                    ended.assertExit(ExitCode.FAILED);
                    assertEquals(List.of(), names(place));
                }
            }
        });
    }

    @Test
    void apply() throws Exception {
        at_each_step(place -> {
            String own = copy();
            Path plan = plan(own, place);
            return new Trial() {
                @Override
                List<String> arguments() {
                    return List.of("apply", plan.toString(), "--yes");
                }

                @Override
                void judge(InProcess ended, Silence silence) {
                    String name = name(own);
                    switch (ended.exitCode()) {
                        case 0 -> assertEquals("changed", name);
                        case 5 -> assertEquals("silence", name);
                        default -> ended.assertExit(ExitCode.UNKNOWN);
                    }
                    if (ended.exitCode() != 0) {
                        InProcess.run(server, arguments()).assertExit(0);
                        assertEquals("changed", name(own));
                    }
                }
            };
        });
    }

    @Test
    void doctor() throws Exception {
        at_each_step(place -> new Trial() {
            @Override
            List<String> arguments() {
                return List.of("doctor", "--database", database);
            }

            @Override
            void judge(InProcess ended, Silence silence) {
                assertTrue(List.of(0, 4, 5).contains(ended.exitCode()), ended.toString());
            }
        });
    }

    /** The table once more, in a database of its own. */
    private String copy() {
        String own = server.createDatabase("silence");
        server.adminSql(
                "CREATE TABLE " + own + ".t (id INT PRIMARY KEY, name VARCHAR(200) NOT NULL)",
                "INSERT INTO " + own + ".t SELECT * FROM " + database + ".t");
        return own;
    }

    private Path edited(String own, Path place) throws IOException {
        Path out = place.resolve("out.csv");
        InProcess.run(server, List.of("export", "--table", own + ".t", "--editable", "-o", out.toString()))
                .assertExit(0);
        Files.writeString(out, Files.readString(out).replaceFirst("silence ", "changed "));
        return out;
    }

    private Path plan(String own, Path place) throws IOException {
        Path plan = place.resolve("plan.jsonl");
        InProcess.run(server, diff(edited(own, place), plan)).assertExit(1); // there are changes
        return plan;
    }

    private static List<String> diff(Path edited, Path plan) {
        String baseline = edited + ".baseline.zip";
        return List.of("diff", edited.toString(), "--baseline", baseline, "--plan", plan.toString());
    }

    /** The first word of the first row. */
    private String name(String own) {
        try (Connection connection = server.adminConnection(own);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SUBSTRING_INDEX(name, ' ', 1) FROM t WHERE id = 1")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void at_each_step(Trials trials) throws Exception {
        at_each_step(trials, List.of(Scope.SERVER, Scope.CONNECTION));
    }

    private void at_each_step(Trials trials, List<Scope> scopes) throws Exception {
        List<Silence> silences = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            int steps = steps(trials, direction);
            for (int step = 0; step < steps; step++) {
                for (Scope scope : scopes) {
                    silences.add(new Silence(step, direction, scope));
                }
            }
        }
        Collections.shuffle(silences, new Random(SEED));
        int rounds = Math.min(silences.size(), Proof.rounds("silence.rounds", EVERY_RUN, Integer.MAX_VALUE));
        System.out.println("SilentServerIT: " + rounds + " of " + silences.size() + " moments, seed " + SEED);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Silence silence : silences.subList(0, rounds)) {
                all.add(threads.submit(() -> {
                    one(trials, silence);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many there are in a conversation that nothing disturbs. */
    private int steps(Trials trials, Direction direction) throws Exception {
        Path place = Files.createTempDirectory(folder, "steps");
        try (SilentProxy proxy = new SilentProxy(server, Integer.MAX_VALUE, direction, Scope.SERVER)) {
            Trial trial = trials.trial(place);
            InProcess ended = run(trial, proxy);
            assertTrue(List.of(0, 1, 4).contains(ended.exitCode()), ended.toString());
            return proxy.steps();
        }
    }

    private InProcess run(Trial trial, SilentProxy proxy) throws IOException {
        List<String> arguments = new ArrayList<>(trial.arguments());
        arguments.addAll(LIMITS);
        return InProcess.run("127.0.0.1", proxy.port(), server.admin(), arguments);
    }

    private void one(Trials trials, Silence silence) throws Exception {
        Path place = Files.createTempDirectory(folder, "trial");
        Trial trial = trials.trial(place);
        InProcess ended;
        try (SilentProxy proxy = new SilentProxy(server, silence.step(), silence.direction(), silence.scope())) {
            long began = System.nanoTime();
            ended = within(() -> run(trial, proxy), silence);
            if (Boolean.getBoolean("silence.print")) {
                System.out.printf(
                        "%s %.1f s %d %s%n",
                        silence,
                        (System.nanoTime() - began) / 1e9,
                        ended.exitCode(),
                        ended.error().strip());
            }
        }
        try {
            trial.judge(ended, silence);
        } catch (AssertionError e) {
            throw new AssertionError(silence + ": " + e.getMessage(), e);
        }
    }

    private static InProcess within(Callable<InProcess> call, Silence silence) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call).get(MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            StringBuilder stacks = new StringBuilder();
            Thread.getAllStackTraces().forEach((each, stack) -> {
                if (Stream.of(stack).anyMatch(frame -> frame.getClassName().startsWith("safecsv"))) {
                    stacks.append(each).append('\n');
                    Stream.of(stack)
                            .limit(25)
                            .forEach(
                                    frame -> stacks.append("    ").append(frame).append('\n'));
                }
            });
            throw new AssertionError(silence + " was still waited for after " + MOST + "\n" + stacks, e);
        } finally {
            thread.shutdownNow();
        }
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
