package safecsv.schedule.install;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/** What has the jobs of a file run on time on this machine or in a cluster. */
public final class Installation {
    private final JobsFile file;
    private final Program program;
    private final String user;
    private final Optional<Path> metrics;

    /**
     * @param program bin/safecsv, absolute
     * @param javaHome the JAVA_HOME that it needs, which neither cron nor systemd would know; empty for the PATH's Java
     * @param user the account that systemd runs it as
     * @param metrics where each call writes its metrics to, absolute
     */
    public Installation(JobsFile file, Path program, Optional<Path> javaHome, String user, Optional<Path> metrics) {
        this.file = file;
        this.program = new Program(program, javaHome);
        this.user = user;
        this.metrics = metrics;
    }

    /** Files that are read for the connection and for these jobs. */
    static List<Path> read(JobsFile file, List<Job> jobs) {
        List<Path> read = new ArrayList<>(file.connectionFiles());
        jobs.forEach(job -> read.addAll(job.files().keySet()));
        return read;
    }

    /** What is called. */
    record Program(Path path, Optional<Path> javaHome) {}

    /** A service and a timer for each job. */
    public List<UnitFile> systemd(List<Job> jobs) {
        List<UnitFile> units = new ArrayList<>();
        SystemdUnits systemd = systemd();
        for (Job job : jobs) {
            units.add(systemd.service(job));
            units.add(systemd.timer(job));
        }
        return units;
    }

    /** One service for the daemon. */
    public List<UnitFile> systemdDaemon() {
        return List.of(systemd().daemon());
    }

    private SystemdUnits systemd() {
        return new SystemdUnits(file, program, user, metrics);
    }

    /** One crontab. */
    public List<UnitFile> crontab(List<Job> jobs) {
        return List.of(new Crontab(file, program, ZoneId.systemDefault(), metrics).file(jobs));
    }

    /**
     * A CronJob for each job.
     *
     * @throws safecsv.SafecsvException code 2 where something lies outside of the folder that is mounted
     */
    public List<UnitFile> kubernetes(List<Job> jobs, String image) {
        return new CronJobs(file, image).files(jobs);
    }
}
