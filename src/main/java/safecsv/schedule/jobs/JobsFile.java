package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionRequest;

/**
 * A jobs file, read and found right. Immutable.
 *
 * @param path the file, absolute
 * @param state the folder of the run logs, absolute
 * @param jobs in the order of the file
 * @param changed when the file was last written
 * @param lacks what this machine lacked for it when it was read, in the order of the file
 */
public record JobsFile(
        Path path, Path state, ConnectionRequest connection, List<Job> jobs, Instant changed, List<Lack> lacks) {
    public JobsFile {
        jobs = List.copyOf(jobs);
        lacks = List.copyOf(lacks);
    }

    /**
     * Something that a job needs and that is not there: a file, a folder, a program. Unlike a mistake in the file it may be
     * there when the job is due, and if not, that run fails and raises the alarm.
     *
     * @param line from 1
     * @param column from 1
     * @param message a sentence without its end
     */
    public record Lack(int line, int column, String message) {}

    /** The files that are read for each connection: password, CA, option files. */
    public Collection<Path> connectionFiles() {
        return ConnectionSection.files(connection).values();
    }

    /** What is lacking as a line, with its place. */
    public String text(Lack lack) {
        return "%s:%d:%d: %s".formatted(path, lack.line(), lack.column(), lack.message());
    }

    /**
     * Does nothing where the machine has everything.
     *
     * @throws SafecsvException code 2, with the line and column of everything that is lacking
     */
    public void requireNothingLacking() {
        if (!lacks.isEmpty()) {
            throw Mistakes.exception(
                    "%s is right, but as this machine is, its jobs would fail (line and column):".formatted(path),
                    lacks.stream().map(this::text).toList());
        }
    }

    /**
     * Reads and judges a file, and the query files that it names.
     *
     * @throws SafecsvException code 2, with the line and column of every mistake
     */
    public static JobsFile read(Path path) {
        return new JobsFileReader(path.toAbsolutePath().normalize()).read();
    }

    /**
     * The job of this name.
     *
     * @throws SafecsvException code 2 where there is no such job
     */
    public Job job(String name) {
        Optional<Job> found =
                jobs.stream().filter(job -> job.name().equals(name)).findFirst();
        return found.orElseThrow(() -> {
            List<String> names = jobs.stream().map(Job::name).toList();
            String hint = Nearest.to(name, names)
                    .map(near -> "Did you mean %s?".formatted(near))
                    .orElse("Its jobs are: " + names.stream().collect(Collectors.joining(", ")) + ".");
            return new SafecsvException(ExitCode.USAGE, "There is no job %s in %s. %s".formatted(name, path, hint));
        });
    }
}
