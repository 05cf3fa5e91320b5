package safecsv.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionResolver;
import safecsv.schedule.jobs.JobsFile;

/** Which jobs file. */
final class JobsFileOptions {
    @Option(
            names = "--jobs",
            paramLabel = "FILE",
            defaultValue = "jobs.yaml",
            description = "The jobs file (default: ${DEFAULT-VALUE}). It is checked whole before anything runs.")
    private String file;

    Path path(CommandLine line) {
        return CommandPaths.path(line, file);
    }

    JobsFile read(CommandLine line) {
        return JobsFile.read(path(line));
    }

    /** Reads it where all is there that its jobs need now, the connection's settings included. */
    JobsFile readComplete(CommandLine line, ClientEnvironment environment) {
        JobsFile file = read(line);
        file.requireNothingLacking();
        ConnectionResolver.resolve(file.connection(), environment);
        return file;
    }
}
