package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.schedule.JobStatus;
import safecsv.schedule.Journal;
import safecsv.schedule.LateWatch;
import safecsv.schedule.Timekeeper;
import safecsv.schedule.jobs.JobsFile;

/** {@code safecsv schedule status}. */
@Command(
        name = "status",
        description = {
            "Shows each job's last and next runs, what is late, and the files with their SHA-256.",
            "Ends with 5 where a job is late, its last run failed for good or its last notice could not be given, else"
                    + " with 0. Asks no server."
        },
        sortOptions = false)
final class ScheduleStatusCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobsFileOptions jobs;

    @Option(names = "--files", description = "Show every file that is kept, not only the last one of each job.")
    private boolean files;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--metrics", paramLabel = "FILE", description = "Write Prometheus text too.")
    private Path metrics;

    @Option(
            names = "--alarm",
            description =
                    "Raise the alarm (on-failure) of late jobs that nobody was told of, as the daemon does while it"
                            + " runs.")
    private boolean alarm;

    ScheduleStatusCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        JobsFile file = jobs.read(spec.commandLine());
        List<JobStatus> statuses = ScheduleMetrics.statuses(file);
        PrintWriter out = new PrintWriter(streams.data(), false, StandardCharsets.UTF_8);
        if (json) {
            out.println(StatusText.json(statuses));
        } else {
            statuses.forEach(status -> out.println(StatusText.forPeople(status, files)));
        }
        out.flush();
        ScheduleMetrics.write(metrics, file);
        if (alarm) {
            Journal journal = new JournalOptions().journal(streams.messages());
            try (LateWatch late = new LateWatch(Timekeeper.SYSTEM, journal)) {
                late.look(file, true);
            }
        }
        return statuses.stream().anyMatch(JobStatus::needsAttention) ? ExitCode.FAILED.code() : ExitCode.DONE.code();
    }
}
