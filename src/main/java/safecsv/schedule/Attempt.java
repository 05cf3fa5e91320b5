package safecsv.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.csv.WrittenPart;
import safecsv.export.ExportSummary;
import safecsv.export.OutputClosedException;
import safecsv.export.RunningExport;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;
import safecsv.schedule.log.RunLog;

/**
 * One attempt at one due time, up to the file's name. The order is what makes a kill harmless: STARTED is on the disk before
 * anything is written, PUBLISHING, with the file's SHA-256, before the file gets its name.
 */
final class Attempt implements Attempts.OneAttempt {
    private final JobRunner runner;
    private final Job job;
    private final RunLog log;
    private final Supplier<ConnectionSettings> connection;
    private final Instant due;
    private final int number;
    private final Path target;
    private final Path staged;
    private Server server;
    private String lock;
    private boolean failed;

    Attempt(
            JobRunner runner,
            Job job,
            RunLog log,
            Supplier<ConnectionSettings> connection,
            Instant due,
            int number,
            Path target) {
        this.runner = runner;
        this.job = job;
        this.log = log;
        this.connection = connection;
        this.due = due;
        this.number = number;
        this.target = target;
        this.staged = StagedFile.beside(target);
    }

    /**
     * How it ended.
     *
     * @param published the event that says what has its name now; null where it is another host's affair
     */
    record Result(Server.Elsewhere elsewhere, RunEvent published) {}

    /** Marks a result that is not what the job expects. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Marks that it can't be told whether the file has its name, so that the run log must not say either. */
    static final class Undecided extends Exception {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Result run(boolean onceOnly, boolean expected) {
        ConnectionSettings settings = connection.get();
        server = runner.servers().connect(() -> settings);
        failed = true;
        Result result = run(settings, onceOnly, expected);
        failed = false;
        return result;
    }

    private Result run(ConnectionSettings settings, boolean onceOnly, boolean expected) {
        lock = JobExport.lockName(job, settings.user(), settings.database().orElse(""));
        Server.Elsewhere elsewhere = server.begin(lock, due);
        if (elsewhere == Server.Elsewhere.RUNNING || (elsewhere == Server.Elsewhere.DONE && onceOnly)) {
            lock = null;
            return new Result(elsewhere, null);
        }
        boolean replaceable = job.incremental().isEmpty();
        StagedFile.requireFree(target, log.state(), replaceable);
        createFolder();
        log.append(event(Kind.STARTED).withFile(new PublishedFile(target, staged, "", 0, 0, due)));
        RunEvent promised = null;
        try {
            RunEvent publishing = export();
            if (expected) {
                requireExpected(publishing.file());
            }
            requireStillOwn(onceOnly);
            log.append(publishing);
            promised = publishing;
            StagedFile.publish(publishing.file(), log.state(), replaceable);
            tellOtherHosts();
            return new Result(Server.Elsewhere.NOTHING, publishing);
        } catch (SafecsvException e) {
            if (promised != null && hasItsName(promised.file(), e)) {
                // Whatever went wrong after that: saying otherwise would export its rows again.
                runner.note(Journal.Level.WARNING, job, e.getMessage());
                return new Result(Server.Elsewhere.NOTHING, promised);
            }
            removeStaged();
            throw e;
        }
    }

    private boolean hasItsName(PublishedFile file, SafecsvException error) {
        try {
            return StagedFile.holds(target, file);
        } catch (SafecsvException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "%s Whether the file has its name can't be told now: %s The next turn finds out."
                            .formatted(error.getMessage(), e.getMessage()),
                    new Undecided());
        }
    }

    /** What made the attempt fail matters more than what it leaves. */
    private void removeStaged() {
        try {
            StagedFile.remove(staged);
        } catch (SafecsvException e) {
            runner.note(Journal.Level.WARNING, job, e.getMessage());
        }
    }

    /** The file is published, whether or not the server is still there to hear of it. */
    private void tellOtherHosts() {
        try {
            server.done(lock, due);
        } catch (SafecsvException e) {
            runner.note(
                    Journal.Level.WARNING,
                    job,
                    "the file is published, but a host with another state folder can't see that: " + e.getMessage());
        }
    }

    private RunEvent export() {
        long started = System.nanoTime();
        JobExport export = JobExport.of(job, log.state(), job.scheduled(due), staged, server.pool());
        server.makeRoomFor(export.parallel());
        RunningExport<ExportSummary> exporter = export.on(server.pool(), new JobListener(runner, job));
        runner.running(exporter);
        try {
            ExportSummary summary = exporter.run();
            summary.warnings().forEach(warning -> runner.note(Journal.Level.WARNING, job, warning));
            WrittenPart part = summary.parts().get(0);
            PublishedFile file = new PublishedFile(target, staged, part.sha256(), part.bytes(), summary.rows(), due);
            return event(Kind.PUBLISHING)
                    .withFile(file)
                    .withWatermark(export.watermark().orElse(null))
                    .withCount(Duration.ofNanos(System.nanoTime() - started).toMillis());
        } catch (OutputClosedException e) {
            throw new IllegalStateException("a file has no reader that could close it", e);
        } finally {
            runner.ended(exporter);
        }
    }

    private void requireExpected(PublishedFile file) {
        long least = job.expectations().minRows();
        if (file.rows() < least) {
            throw unexpected("The result has %,d rows, fewer than the %,d that min-rows asks for."
                    .formatted(file.rows(), least));
        }
        Optional<Long> before =
                log.state().lastSuccess().map(event -> event.file().rows());
        double most = job.expectations().maxShrink();
        if (before.isPresent() && file.rows() < before.get() * (1 - most)) {
            throw unexpected(
                    "The result has %,d rows, the last one had %,d: it shrank by more than the %.4g %% of max-shrink."
                            .formatted(file.rows(), before.get(), most * 100));
        }
    }

    private SafecsvException unexpected(String what) {
        return new SafecsvException(
                ExitCode.REFUSED,
                what
                        + " Nothing was published, and earlier files are as they were. If the result is right after"
                        + " all: safecsv schedule run " + job.name() + " --scheduled " + due + " --unexpected",
                new Unexpected());
    }

    private void requireStillOwn(boolean onceOnly) {
        Server.Elsewhere elsewhere = server.begin(lock, due);
        if (elsewhere != Server.Elsewhere.NOTHING && onceOnly) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "The connection that holds the job's lock was lost, and another host has taken the job over."
                            + " Nothing was published here.");
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(target.getParent());
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Can't create the folder %s: %s.".formatted(target.getParent(), IoReason.of(e)),
                    e);
        }
    }

    private RunEvent event(Kind kind) {
        return RunEvent.of(kind, runner.time().now(), due).withAttempt(number);
    }

    /**
     * Gives the server's lock back, and looks whether a server is there at all at which the attempt failed: that takes its time
     * where it is silent, and so comes after everything has been told.
     */
    @Override
    public void close() {
        if (server == null) {
            return;
        }
        if (failed) {
            runner.servers().forgetIfGone(server);
        }
        if (lock != null) {
            server.end(lock);
        }
    }
}
