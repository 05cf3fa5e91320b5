package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import safecsv.ExitCode;
import safecsv.schedule.install.Installation;
import safecsv.schedule.install.UnitFile;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/** {@code safecsv schedule install}. */
@Command(
        name = "install",
        description = {
            "Prints what has jobs run on time: systemd units, crontab lines, Kubernetes CronJobs.",
            "Installs nothing by itself; each print begins with how."
        },
        sortOptions = false)
final class ScheduleInstallCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "JOB", arity = "0..*", description = "Only these jobs (default: all).")
    private List<String> names = List.of();

    @ArgGroup(multiplicity = "1")
    private Kind kind;

    @Mixin
    private JobsFileOptions jobs;

    @Option(
            names = "--program",
            paramLabel = "FILE",
            description = "bin/safecsv as it will be called (default: the one that runs now).")
    private String program;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "With --systemd and --systemd-daemon: the account that runs it (default: you). Root works, with a"
                            + " warning.")
    private String user = System.getProperty("user.name");

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Have each call keep Prometheus text about all jobs in this file.")
    private String metrics;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = "safecsv:latest",
            description =
                    "With --kubernetes: the container image, with bin/safecsv on its PATH (default: ${DEFAULT-VALUE}).")
    private String image;

    @Option(
            names = "--output-dir",
            paramLabel = "FOLDER",
            description = "Write each unit into a file of its own in this folder instead of printing it.")
    private String folder;

    /** What to print. */
    private static final class Kind {
        @Option(names = "--systemd", description = "A service and a timer for each job.")
        private boolean systemd;

        @Option(names = "--systemd-daemon", description = "One service that runs the daemon.")
        private boolean systemdDaemon;

        @Option(names = "--cron", description = "A crontab.")
        @SuppressWarnings("unused") // what is left where none of the others is chosen
        private boolean cron;

        @Option(names = "--kubernetes", description = "A CronJob for each job.")
        private boolean kubernetes;
    }

    ScheduleInstallCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        JobsFile file = jobs.read(spec.commandLine());
        List<Job> chosen =
                names.isEmpty() ? file.jobs() : names.stream().map(file::job).toList();
        List<UnitFile> files = files(installation(file), chosen);
        if (folder != null) {
            files.forEach(unit -> unit.writeTo(CommandPaths.directory(spec.commandLine(), folder)));
            return ExitCode.DONE.code();
        }
        PrintWriter out = new PrintWriter(streams.data(), false, StandardCharsets.UTF_8);
        files.forEach(unit -> out.print(unit.text()));
        out.flush();
        return ExitCode.DONE.code();
    }

    private List<UnitFile> files(Installation installation, List<Job> chosen) {
        if (kind.systemd) {
            return installation.systemd(chosen);
        }
        if (kind.systemdDaemon) {
            return installation.systemdDaemon();
        }
        if (kind.kubernetes) {
            return installation.kubernetes(chosen, image);
        }
        return installation.crontab(chosen);
    }

    private Installation installation(JobsFile file) {
        if (kind.kubernetes && metrics != null) {
            throw new ParameterException(spec.commandLine(), "--metrics does not go with --kubernetes.");
        }
        if (!user.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?")) {
            throw new ParameterException(spec.commandLine(), "--user '%s' is no account's name.".formatted(user));
        }
        if (user.equals("root") && (kind.systemd || kind.systemdDaemon)) {
            streams.messages()
                    .println("Warning: these units run as root, which an export does not need; choose an account with"
                            + " --user.");
        }
        Optional<Path> target = Optional.ofNullable(metrics)
                .map(path -> CommandPaths.path(spec.commandLine(), path)
                        .toAbsolutePath()
                        .normalize());
        return new Installation(file, program(), javaHome(), user, target);
    }

    private Optional<Path> javaHome() {
        return Optional.ofNullable(streams.environment().get("JAVA_HOME"))
                .filter(home -> !home.isEmpty())
                .map(home -> CommandPaths.directory(spec.commandLine(), home).toAbsolutePath());
    }

    private Path program() {
        if (program != null) {
            return CommandPaths.path(spec.commandLine(), program).toAbsolutePath();
        }
        // The launcher starts HOME/lib/safecsv.jar.
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        if (!jar.endsWith("lib/safecsv.jar")) {
            throw new ParameterException(spec.commandLine(), "Say with --program where bin/safecsv is.");
        }
        return jar.getParent().getParent().resolve("bin").resolve("safecsv");
    }
}
