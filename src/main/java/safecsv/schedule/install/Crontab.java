package safecsv.schedule.install;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import safecsv.schedule.jobs.CronFields;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/**
 * Lines for a crontab. Most crons know only the machine's own time zone, so a job in another one is called at its minutes
 * in every hour: the call finds out by itself whether the job is due, and is over at once where it is not.
 */
final class Crontab {
    private final JobsFile file;
    private final Installation.Program program;
    private final ZoneId machine;

    Crontab(JobsFile file, Installation.Program program, ZoneId machine) {
        this.file = file;
        this.program = program;
        this.machine = machine;
    }

    UnitFile file(List<Job> jobs) {
        StringBuilder text = new StringBuilder("""
            # Into a crontab (crontab -e). Times are in this machine's zone, %s. Mail goes out for failures only.
            """.formatted(machine));
        for (Job job : jobs) {
            if (!sameTime(job)) {
                text.append("# %s: %s in %s; called every hour, runs when due%n"
                        .formatted(job.name(), job.schedule(), job.schedule().zone()));
            }
            String log = quoted(file.state().resolve(job.name() + ".log"));
            text.append("%s umask 077; mkdir -p %s; %s%s schedule run %s --jobs %s 2>>%s || tail -n 20 %s%n"
                    .formatted(
                            sameTime(job) ? fields(job) : minutes(job) + " * * * *",
                            quoted(file.state()),
                            program.javaHome()
                                    .map(home -> "JAVA_HOME=" + quoted(home) + " ")
                                    .orElse(""),
                            quoted(program.path()),
                            job.name(),
                            quoted(file.path()),
                            log,
                            log));
        }
        return new UnitFile("safecsv.crontab", text.toString());
    }

    private boolean sameTime(Job job) {
        return job.schedule().zone().getRules().equals(machine.getRules());
    }

    private static String fields(Job job) {
        CronFields fields = job.schedule().fields();
        return List.of(0, 1, 2, 3, 4).stream().map(fields::text).collect(Collectors.joining(" "));
    }

    /** The job's minutes as this machine's clock shows them, in summer and in winter. */
    private String minutes(Job job) {
        SortedSet<Integer> minutes = new TreeSet<>();
        Instant now = Instant.now();
        for (int days = 0; days < 366; days += 30) {
            Instant moment = now.plus(Duration.ofDays(days));
            int shift = (machine.getRules().getOffset(moment).getTotalSeconds()
                            - job.schedule().zone().getRules().getOffset(moment).getTotalSeconds())
                    / 60;
            for (int minute : job.schedule().fields().values(0)) {
                minutes.add(Math.floorMod(minute + shift, 60));
            }
        }
        return minutes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** A word of a shell's command. A percent sign ends the line in most crontabs, with or without a backslash in some. */
    private static String quoted(Path path) {
        String text = path.toString();
        if (text.matches("[A-Za-z0-9_./@+:-]+")) {
            return text;
        }
        return ("'" + text.replace("'", "'\\''") + "'").replace("%", "'\"$(printf '\\045')\"'");
    }
}
