package safecsv.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.JobState;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.schedule.log.RunLog;

/**
 * A daemon with one job through as much time as a test likes: the agenda, the turns, the decisions, the state and the
 * recovery are the program's; the clock, the run log's disk, the server and what goes wrong are the test's.
 */
final class SimulatedYear implements Timekeeper {
    /** A wait for the next turn. */
    record Sleep(Instant from, Instant until, boolean forRetry) {}

    /** As {@code kill -9} does; nothing on the way may catch it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final Duration LONGEST_WAIT = Duration.ofDays(10_000);

    private static final int MOST_TURNS = 2_000_000;

    private final Job job;
    private final Random random;
    private final JobRunner runner = new JobRunner(new Servers(1), this, note -> {});
    private final List<RunEvent> events = new ArrayList<>();
    private final Map<Path, byte[]> disk = new HashMap<>();
    private final List<String> named = new ArrayList<>();
    private final List<Sleep> sleeps = new ArrayList<>();
    private Faults faults;
    private Instant now;
    private Instant serverDownFrom = Instant.MAX;
    private Instant serverBackAt = Instant.MAX;
    private Log log;
    private Agenda agenda;

    SimulatedYear(Job job, Instant start, Faults faults, long seed) {
        this.job = job;
        this.now = start;
        this.faults = faults;
        this.random = new Random(seed);
        startDaemon();
    }

    /** What the run log has. */
    List<RunEvent> events() {
        return events;
    }

    /** SHA-256 of each file that got its name, in this order. */
    List<String> named() {
        return named;
    }

    List<Sleep> sleeps() {
        return sleeps;
    }

    /** Lets the daemon run until then, and after that, without any more faults, until it has done what is left. */
    void runUntil(Instant end) {
        for (int turns = 0; ; turns++) {
            if (turns > MOST_TURNS) {
                throw new IllegalStateException("no end at %s: %s"
                        .formatted(now, events.subList(Math.max(0, events.size() - 20), events.size())));
            }
            if (!now.isBefore(end)) {
                faults = Faults.NONE;
                serverDownFrom = Instant.MAX;
            }
            if (!takeTurn()) {
                Duration wait = agenda.untilNextWake(now, LONGEST_WAIT);
                if (now.plus(wait).isAfter(end) && log.state().pendingFailure().isEmpty()) {
                    return;
                }
                pass(wait);
            }
        }
    }

    private void pass(Duration wait) {
        if (chance(faults.outage())) {
            serverDownFrom = now.plus(Faults.part(wait, random));
            serverBackAt = serverDownFrom.plus(Faults.pause(random));
        }
        if (chance(faults.downtime())) {
            now = now.plus(Faults.part(wait, random)).plus(Faults.pause(random));
            startDaemon();
        } else {
            now = now.plus(wait);
        }
    }

    private boolean takeTurn() {
        List<Agenda.Entry> wanted = agenda.begin(now, 1);
        for (Agenda.Entry entry : wanted) {
            try {
                entry.end(turn(), now);
            } catch (Killed e) {
                now = now.plus(chance(0.8) ? Duration.ofSeconds(1 + random.nextInt(20)) : Faults.pause(random));
                startDaemon();
            }
        }
        return !wanted.isEmpty();
    }

    private void startDaemon() {
        log = new Log();
        agenda = new Agenda();
        agenda.take(List.of(job), now);
    }

    /** As the daemon takes one; returns when the next is wanted. */
    private Instant turn() {
        try {
            Turn turn = new JobTurn(runner, job, log, FakeAttempt::new).take(JobRunner.Demand.WHEN_DUE);
            if (turn.kind() == Turn.Kind.IDLE) {
                sleeps.add(
                        new Sleep(now, turn.wake(), log.state().pendingFailure().isPresent()));
            }
            return turn.wake();
        } catch (SafecsvException e) {
            return now.plus(Duration.ofMinutes(1));
        }
    }

    private boolean chance(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    private void maybeKilled() {
        if (chance(faults.kill())) {
            writeDisk();
            throw new Killed();
        }
    }

    /** Only what a recovery will look at has to be there; to write every file of a year takes minutes. */
    private void writeDisk() {
        try {
            for (Map.Entry<Path, byte[]> file : disk.entrySet()) {
                Files.write(file.getKey(), file.getValue());
            }
            disk.keySet().removeIf(path -> path.toString().endsWith(".safecsv-ready"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration real(Duration duration) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    public Duration kept(Duration duration) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    /** The run log of one process, read anew by the next. */
    private final class Log implements RunLog {
        private final JobState state = new JobState();

        Log() {
            events.forEach(state::accept);
        }

        @Override
        public JobState state() {
            return state;
        }

        @Override
        public void append(RunEvent event) {
            maybeKilled();
            if (chance(faults.fullDisk())) {
                writeDisk();
                throw new SafecsvException(ExitCode.FAILED, "No space left on device.");
            }
            events.add(event);
            state.accept(event);
            maybeKilled();
        }
    }

    /** An export of nothing but its own moment, with the steps of a true one; its rows are the seconds since the last one. */
    private final class FakeAttempt implements Attempts.OneAttempt {
        private final Instant due;
        private final int number;
        private final Path target;

        FakeAttempt(Instant due, int number, Path target) {
            this.due = due;
            this.number = number;
            this.target = target;
        }

        @Override
        public Attempt.Result run(boolean onceOnly, boolean expected) {
            if (!now.isBefore(serverDownFrom) && now.isBefore(serverBackAt)) {
                now = now.plusSeconds(5);
                throw new SafecsvException(ExitCode.FAILED, "The server can't be reached.");
            }
            return publish(StagedFile.beside(target));
        }

        private Attempt.Result publish(Path staged) {
            log.append(event(Kind.STARTED).withFile(new PublishedFile(target, staged, "", 0, 0, due)));
            if (!faults.equals(Faults.NONE)) {
                now = now.plusMillis(random.nextInt(90_000));
            }
            if (chance(faults.failure())) {
                throw new SafecsvException(ExitCode.FAILED, "The connection was lost.");
            }
            byte[] content = (due + " " + number + " " + now).getBytes(StandardCharsets.UTF_8);
            disk.put(staged, content);
            String sha256 = sha256(content);
            long low = log.state().watermark().map(Long::valueOf).orElse(0L);
            RunEvent publishing = event(Kind.PUBLISHING)
                    .withFile(
                            new PublishedFile(target, staged, sha256, content.length, now.getEpochSecond() - low, due))
                    .withWatermark(Long.toString(now.getEpochSecond()));
            log.append(publishing);
            maybeKilled();
            disk.put(target, disk.remove(staged));
            named.add(sha256);
            maybeKilled();
            return new Attempt.Result(Server.Elsewhere.NOTHING, publishing);
        }

        private RunEvent event(Kind kind) {
            return RunEvent.of(kind, now, due).withAttempt(number);
        }

        @Override
        public void close() {
            // It holds no lock.
        }
    }
}
