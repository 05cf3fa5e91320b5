package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.JobRunner.Demand;
import safecsv.schedule.JobRunner.Turn;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.log.RunEvent;

/** One job, run by a process of its own until nothing is left to do for it. */
public final class JobCall {
    /** How often a job that is busy is looked at before it is left to who runs it. */
    private static final int LOOKS = 15;

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

    private final JobsFile file;
    private final Job job;
    private final JobRunner runner;
    private final Supplier<ConnectionSettings> connection;
    private Thread pausing;
    private boolean stopped;

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Waits this long, or until the thread is interrupted. */
        void await(Duration time) throws InterruptedException;
    }

    public JobCall(JobsFile file, Job job, JobRunner runner, Supplier<ConnectionSettings> connection) {
        this.file = file;
        this.job = job;
        this.runner = runner;
        this.connection = connection;
    }

    /** Ends it; {@link #run} returns {@link ExitCode#INTERRUPTED}. */
    public void stop() {
        runner.stop();
        synchronized (this) {
            stopped = true;
            if (pausing != null) {
                pausing.interrupt();
            }
        }
    }

    /** Only here an interrupt comes from {@link #stop}: anywhere else it would close the run log under way. */
    private void pause(Pause pause, Duration time) throws InterruptedException {
        synchronized (this) {
            if (stopped) {
                throw new InterruptedException();
            }
            pausing = Thread.currentThread();
        }
        try {
            pause.await(time);
        } finally {
            synchronized (this) {
                pausing = null;
                Thread.interrupted(); // one that came after the pause is for nobody else
            }
        }
    }

    /**
     * Does what is due, and its retries.
     *
     * @return {@link ExitCode#FAILED} where a run failed for good
     */
    public ExitCode run(Pause pause) {
        ExitCode worst = ExitCode.DONE;
        boolean did = false;
        int looks = 0;
        try {
            while (true) {
                Turn turn = runner.turn(job, file.state(), connection, did ? Demand.WHEN_DUE : Demand.ASKED);
                switch (turn.kind()) {
                    case INTERRUPTED -> {
                        return ExitCode.INTERRUPTED;
                    }
                    case BUSY -> {
                        if (++looks >= LOOKS) {
                            return busy();
                        }
                        pause(pause, LOOK_INTERVAL);
                    }
                    case DONE -> {
                        did = true;
                        worst = turn.end().filter(JobCall::failedForGood).isPresent() ? ExitCode.FAILED : worst;
                    }
                    case IDLE -> {
                        Optional<Instant> retry =
                                JobStatus.of(file, job, now()).pendingFailure().map(RunEvent::retryAt);
                        if (retry.isEmpty()) {
                            return idle(did, turn.wake(), worst);
                        }
                        Duration wait = runner.time().real(Duration.between(now(), turn.wake()));
                        pause(pause, wait.isNegative() ? Duration.ZERO : wait);
                    }
                }
            }
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    /** Runs one due time by name, once. */
    public ExitCode repeat(Instant due, boolean expected) {
        Turn turn = runner.turnFor(job, file.state(), connection, due, expected);
        return switch (turn.kind()) {
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case BUSY -> busyFailure();
            default -> turn.end().filter(JobCall::failedForGood).isPresent() ? ExitCode.FAILED : ExitCode.DONE;
        };
    }

    private static boolean failedForGood(RunEvent end) {
        return end.kind() == RunEvent.Kind.FAILED && end.retryAt() == null;
    }

    private ExitCode busy() {
        runner.note(Journal.Level.INFO, job, "another process runs it; nothing was done here");
        return ExitCode.DONE;
    }

    private ExitCode busyFailure() {
        runner.note(Journal.Level.ERROR, job, "another process runs it; the time that was asked for was not run");
        return ExitCode.FAILED;
    }

    private ExitCode idle(boolean did, Instant next, ExitCode worst) {
        if (!did) {
            runner.note(Journal.Level.INFO, job, "nothing is due; the next time is " + job.scheduled(next));
        }
        return worst;
    }

    private Instant now() {
        return runner.time().now();
    }
}
