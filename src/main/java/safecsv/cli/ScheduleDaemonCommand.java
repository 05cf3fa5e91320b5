package safecsv.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionResolver;
import safecsv.schedule.Daemon;
import safecsv.schedule.JobRunner;
import safecsv.schedule.Journal;
import safecsv.schedule.Servers;
import safecsv.schedule.Timekeeper;

/** {@code safecsv schedule daemon}. */
@Command(
        name = "daemon",
        description = {
            "Runs all jobs when they are due, until it is stopped.",
            "SIGHUP reads the jobs file again; a wrong one is not taken over. SIGTERM ends running exports cleanly,"
                    + " within ten seconds, and the daemon with 0; what was not finished is done after the next start."
        },
        sortOptions = false)
final class ScheduleDaemonCommand implements Callable<Integer> {
    private final Streams streams;
    private final ProcessEnd end;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobsFileOptions jobs;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "2",
            description = "Most exports at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Keep Prometheus text about all jobs in this file.")
    private Path metrics;

    private final Instant started = Instant.now();
    private String lastProblem = "";
    private long nextMetrics = System.nanoTime();

    @Mixin
    private JournalOptions log;

    ScheduleDaemonCommand(Streams streams, ProcessEnd end) {
        this.streams = streams;
        this.end = end;
    }

    @Override
    public Integer call() {
        if (concurrency < 1 || concurrency > 64) {
            throw new ParameterException(spec.commandLine(), "--concurrency is a number from 1 to 64.");
        }
        Journal journal = log.journal(streams.messages());
        ClientEnvironment environment = ClientEnvironments.of(streams);
        try (Servers servers = new Servers(concurrency)) {
            JobRunner runner = new JobRunner(servers, Timekeeper.SYSTEM, journal);
            Daemon daemon = new Daemon(
                    () -> jobs.read(spec.commandLine()),
                    request -> ConnectionResolver.resolve(request, environment),
                    runner,
                    concurrency,
                    journal);
            daemon.afterTurns(() -> writeMetrics(daemon, journal));
            end.onInterrupt(daemon::stop);
            if (!HangupSignal.onHangup(daemon::reload)) {
                journal.note(new Journal.Note(
                        Timekeeper.SYSTEM.now(),
                        Journal.Level.WARNING,
                        null,
                        "SIGHUP is ignored in this process, as after nohup: only a restart reads the jobs file again"));
            }
            daemon.run();
            nextMetrics = System.nanoTime(); // how it stands at the end stays for a while
            writeMetrics(daemon, journal);
            return ExitCode.DONE.code();
        } finally {
            end.nothingToInterrupt();
        }
    }

    /** Reads every run log, so that many jobs at a time would spend theirs on it: a tenth at most, the next call catches up. */
    private void writeMetrics(Daemon daemon, Journal journal) {
        long begun = System.nanoTime();
        if (metrics == null || begun - nextMetrics < 0) {
            return;
        }
        String problem = "";
        try {
            ScheduleMetrics.write(metrics, daemon.file(), started);
        } catch (SafecsvException e) {
            problem = e.getMessage();
        }
        if (!problem.isEmpty() && !problem.equals(lastProblem)) { // once, not after every turn
            journal.note(new Journal.Note(Timekeeper.SYSTEM.now(), Journal.Level.ERROR, null, problem));
        }
        lastProblem = problem;
        long end = System.nanoTime();
        nextMetrics = end + 9 * (end - begun);
    }
}
