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

    /**
     * @param program bin/safecsv, absolute
     * @param javaHome the JAVA_HOME that it needs, which neither cron nor systemd would know; empty for the PATH's Java
     */
    public Installation(JobsFile file, Path program, Optional<Path> javaHome) {
        this.file = file;
        this.program = new Program(program, javaHome);
    }

    /** What is called. */
    record Program(Path path, Optional<Path> javaHome) {}

    /** A service and a timer for each job. */
    public List<UnitFile> systemd(List<Job> jobs) {
        List<UnitFile> units = new ArrayList<>();
        SystemdUnits systemd = new SystemdUnits(file, program, System.getProperty("user.name"));
        for (Job job : jobs) {
            units.add(systemd.service(job));
            units.add(systemd.timer(job));
        }
        return units;
    }

    /** One service for the daemon. */
    public List<UnitFile> systemdDaemon() {
        return List.of(new SystemdUnits(file, program, System.getProperty("user.name")).daemon());
    }

    /** One crontab. */
    public List<UnitFile> crontab(List<Job> jobs) {
        return List.of(new Crontab(file, program, ZoneId.systemDefault()).file(jobs));
    }

    /** A CronJob for each job. */
    public List<UnitFile> kubernetes(List<Job> jobs, String image) {
        return new CronJobs(file, image).files(jobs);
    }
}
