package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.ShownTime;

/** {@code safecsv schedule list}. */
@Command(
        name = "list",
        description = {
            "Checks the jobs file and shows each job with its next due times and the files they will make.",
            "Ends with 2 where the file has a mistake, or this machine lacks what a job needs: a file, a folder, a"
                    + " program."
        },
        sortOptions = false)
final class ScheduleListCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Mixin
    private JobsFileOptions jobs;

    @Option(
            names = "--next",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many due times of each job (default: ${DEFAULT-VALUE}).")
    private int count;

    ScheduleListCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        PrintWriter out = new PrintWriter(streams.data(), false, StandardCharsets.UTF_8);
        ClientEnvironment environment = ClientEnvironments.of(streams);
        for (Job job : jobs.readComplete(spec.commandLine(), environment).jobs()) {
            out.println("%s  (%s, %s)"
                    .formatted(job.name(), job.schedule(), job.schedule().zone()));
            Optional<Instant> due = job.schedule().nextAfter(Instant.now());
            for (int i = 0; i < count && due.isPresent(); i++) {
                out.println("  %s  %s"
                        .formatted(
                                ShownTime.minutes(job.scheduled(due.get())),
                                job.output().at(job.scheduled(due.get()))));
                due = job.schedule().nextAfter(due.get());
            }
        }
        out.flush();
        return ExitCode.DONE.code();
    }
}
