package safecsv.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.schedule.JobCall;
import safecsv.schedule.JobRunner;
import safecsv.schedule.Journal;
import safecsv.schedule.LateWatch;
import safecsv.schedule.Servers;
import safecsv.schedule.Timekeeper;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/** {@code safecsv schedule run}. */
@Command(
        name = "run",
        description = {
            "Runs a job once, for cron, systemd timers, Kubernetes CronJobs, Airflow and the like.",
            "Runs the due times that are not done yet, as the job's catch-up says, and tries again as its retries say."
                    + " Where nothing is due, or another process runs the job, it says so and ends with 0."
        },
        sortOptions = false)
final class ScheduleRunCommand implements Callable<Integer> {
    private final Streams streams;
    private final ProcessEnd end;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB", description = "The job's name.")
    private String name;

    @Mixin
    private JobsFileOptions jobs;

    @Option(
            names = "--scheduled",
            paramLabel = "TIME",
            description =
                    "Run this past time, such as 2026-11-24T03:00 (in the job's time zone) or with an offset, done"
                            + " or not, once.")
    private String scheduled;

    @Option(
            names = "--unexpected",
            description = "With --scheduled: publish the file even where it is not as expected (min-rows, max-shrink).")
    private boolean unexpected;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Write Prometheus text about all jobs afterwards.")
    private Path metrics;

    @Mixin
    private JournalOptions log;

    ScheduleRunCommand(Streams streams, ProcessEnd end) {
        this.streams = streams;
        this.end = end;
    }

    @Override
    public Integer call() {
        if (unexpected && scheduled == null) {
            throw new ParameterException(spec.commandLine(), "--unexpected goes with --scheduled.");
        }
        JobsFile file = jobs.read(spec.commandLine());
        Job job = file.job(name);
        Optional<Instant> due = Optional.ofNullable(scheduled)
                .map(text -> ScheduledTimes.parse(
                        spec.commandLine(), text, job.schedule().zone()));
        ClientEnvironment environment = ClientEnvironments.of(streams);
        Journal journal = log.journal(streams.messages());
        try (Servers servers = new Servers(1)) {
            JobRunner runner = new JobRunner(servers, Timekeeper.SYSTEM, journal);
            file.lacks().forEach(lack -> runner.warn(file.text(lack)));
            JobCall call = new JobCall(file, job, runner, ConnectionSupply.of(file, environment));
            end.onInterrupt(call::stop);
            try (LateWatch late = new LateWatch(Timekeeper.SYSTEM, journal)) {
                late.start(() -> file);
                ExitCode code = due.map(time -> call.repeat(time, !unexpected))
                        .orElseGet(() -> call.run(pause -> Thread.sleep(pause.toMillis())));
                if (code == ExitCode.INTERRUPTED) {
                    late.stop();
                } else {
                    late.lookInTurn(file);
                }
                return code.code();
            } finally {
                // Also where the run log can't be used, which is what they are for.
                ScheduleMetrics.write(metrics, file);
            }
        } finally {
            end.nothingToInterrupt();
        }
    }
}
