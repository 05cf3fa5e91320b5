package safecsv.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import safecsv.schedule.JobStatus;
import safecsv.schedule.Metrics;
import safecsv.schedule.jobs.JobsFile;

/** How all jobs of a file stand now. */
final class ScheduleMetrics {
    private ScheduleMetrics() {}

    static List<JobStatus> statuses(JobsFile file) {
        Instant now = Instant.now();
        return file.jobs().stream().map(job -> JobStatus.of(file, job, now)).toList();
    }

    /** @param target where to, or null for nowhere */
    static void write(Path target, JobsFile file) {
        if (target != null) {
            Metrics.write(target, statuses(file));
        }
    }
}
