package safecsv.schedule.install;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private final Optional<Path> metrics;

    Crontab(JobsFile file, Installation.Program program, ZoneId machine, Optional<Path> metrics) {
        this.file = file;
        this.program = program;
        this.machine = machine;
        this.metrics = metrics;
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
            text.append("%s umask 077; mkdir -p %s; %s%s schedule run %s --jobs %s%s 2>>%s || tail -n 20 %s%n"
                    .formatted(
                            sameTime(job) ? fields(job) : minutes(job) + " * * * *",
                            quoted(file.state()),
                            program.javaHome()
                                    .map(home -> "JAVA_HOME=" + quoted(home) + " ")
                                    .orElse(""),
                            quoted(program.path()),
                            job.name(),
                            quoted(file.path()),
                            metrics.map(path -> " --metrics " + quoted(path)).orElse(""),
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
        return brief(minutes);
    }

    /** As short as crons read it: the lines of some are cut after a thousand bytes. */
    static String brief(SortedSet<Integer> minutes) {
        int count = minutes.size();
        if (count == 60) {
            return "*";
        }
        int first = minutes.first();
        int step = count == 1 ? 60 : minutes.tailSet(first + 1).first() - first;
        boolean even = IntStream.range(0, count).allMatch(i -> minutes.contains(first + i * step));
        if (even && count > 2 && first + count * step > 59) {
            return (first == 0 ? "*" : first + "-59") + "/" + step;
        }
        if (even && step == 1 && count > 2) {
            return first + "-" + minutes.last();
        }
        return minutes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** A word of a shell's command. A percent sign ends the line in most crontabs, with or without a backslash in some. */
    private static String quoted(Path path) {
        return ShellWord.of(path).replace("%", "'\"$(printf '\\045')\"'");
    }
}
