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
        return JobStatus.all(file, Instant.now(), Instant.MIN);
    }

    /** @param target where to, or null for nowhere */
    static void write(Path target, JobsFile file) {
        write(target, file, Instant.MIN);
    }

    /**
     * Writes them.
     *
     * @param target where to, or null for nowhere
     * @param since when somebody began to run the jobs
     */
    static void write(Path target, JobsFile file, Instant since) {
        if (target != null) {
            Metrics.write(target, JobStatus.all(file, Instant.now(), since));
        }
    }
}
