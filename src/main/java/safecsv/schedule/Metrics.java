package safecsv.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/**
 * How jobs stand, as Prometheus text for the node exporter's textfile collector.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">The format</a>
 */
public final class Metrics {
    private Metrics() {}

    /**
     * Writes the file beside its name and renames it, readable for all, since another user collects it.
     *
     * @throws SafecsvException code 5 where it can't be written
     */
    public static void write(Path file, List<JobStatus> jobs) {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            // A name of its own, since processes of several jobs may write the same metrics at the same moment.
            Files.writeString(fresh, text(jobs), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            makeReadable(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            remove(fresh);
            throw new SafecsvException(
                    ExitCode.FAILED, "The metrics %s can't be written: %s.".formatted(file, IoReason.of(e)), e);
        }
    }

    private static void remove(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            return; // what made it fail is told
        }
    }

    private static void makeReadable(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    static String text(List<JobStatus> jobs) {
        StringBuilder text = new StringBuilder();
        family(
                text,
                jobs,
                "last_success_timestamp_seconds",
                "When the last file was published.",
                status -> status.lastSuccess().map(event -> seconds(event.at())));
        family(
                text,
                jobs,
                "last_success_due_timestamp_seconds",
                "The due time of the last file.",
                status -> status.lastSuccess().map(event -> seconds(event.due())));
        family(
                text,
                jobs,
                "last_success_rows",
                "Rows in the last file.",
                status -> status.lastSuccess()
                        .map(event -> Long.toString(event.file().rows())));
        family(
                text,
                jobs,
                "last_success_bytes",
                "Bytes of the last file.",
                status -> status.lastSuccess()
                        .map(event -> Long.toString(event.file().bytes())));
        family(
                text,
                jobs,
                "last_success_duration_seconds",
                "How long the last file took.",
                status ->
                        status.lastSuccess().map(event -> String.format(Locale.ROOT, "%.3f", event.count() / 1000.0)));
        family(
                text,
                jobs,
                "next_due_timestamp_seconds",
                "The next due time.",
                status -> status.next().map(Metrics::seconds));
        family(
                text,
                jobs,
                "unusable",
                "1 where the run log can't be used or can't be true.",
                status -> Optional.of(status.problem().isPresent() ? "1" : "0"));
        family(
                text,
                jobs,
                "notice_failed",
                "1 where the last notice could not be given.",
                status -> Optional.of(status.failedNotice().isPresent() ? "1" : "0"));
        family(
                text,
                jobs,
                "late",
                "1 where a file is overdue.",
                status -> Optional.of(status.late().isPresent() ? "1" : "0"));
        family(
                text,
                jobs,
                "retrying",
                "1 where a failed run will be tried again.",
                status -> Optional.of(status.pendingFailure().isPresent() ? "1" : "0"));
        family(
                text,
                jobs,
                "failed_runs",
                "Runs that failed for good since the last success.",
                status -> Optional.of(Integer.toString(status.failedRuns())));
        return text.toString();
    }

    private static void family(
            StringBuilder text,
            List<JobStatus> jobs,
            String name,
            String help,
            Function<JobStatus, Optional<String>> value) {
        text.append("# HELP safecsv_job_%s %s\n# TYPE safecsv_job_%s gauge\n".formatted(name, help, name));
        for (JobStatus status : jobs) {
            value.apply(status)
                    .ifPresent(number -> text.append("safecsv_job_%s{job=\"%s\"} %s\n"
                            .formatted(name, status.job().name(), number)));
        }
    }

    private static String seconds(Instant moment) {
        return Long.toString(moment.getEpochSecond());
    }
}
