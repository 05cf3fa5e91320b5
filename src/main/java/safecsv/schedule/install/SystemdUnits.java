package safecsv.schedule.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.schedule.jobs.CronFields;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/**
 * Units for systemd 236 or later.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html">systemd.time</a>
 */
final class SystemdUnits {
    private static final List<String> DAYS = List.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");

    private final JobsFile file;
    private final Installation.Program program;
    private final String user;
    private final Optional<Path> metrics;

    SystemdUnits(JobsFile file, Installation.Program program, String user, Optional<Path> metrics) {
        this.file = file;
        this.program = program;
        this.user = user;
        this.metrics = metrics;
    }

    UnitFile service(Job job) {
        String name = "safecsv-" + job.name() + ".service";
        Sandbox sandbox = new Sandbox(file, List.of(job), metrics);
        return new UnitFile(name, """
            # /etc/systemd/system/%s
            %s[Unit]
            Description=safecsv export %s
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=oneshot
            User=%s
            %sExecStart=%s schedule run %s --jobs %s%s
            TimeoutStopSec=15
            %s
            """.formatted(
                        name,
                        head(sandbox),
                        job.name(),
                        user,
                        environment(),
                        quoted(program.path()),
                        job.name(),
                        quoted(file.path()),
                        withMetrics(),
                        sandbox.text()));
    }

    private String head(Sandbox sandbox) {
        String warning = user.equals("root")
                ? "# WARNING: it runs as root, which an export does not need; choose an account with --user\n"
                : "";
        return warning + sandbox.preparation(user);
    }

    private String withMetrics() {
        return metrics.map(path -> " --metrics " + quoted(path)).orElse("");
    }

    UnitFile timer(Job job) {
        String name = "safecsv-" + job.name() + ".timer";
        return new UnitFile(name, """
            # /etc/systemd/system/%s; then: systemctl daemon-reload && systemctl enable --now %s
            [Unit]
            Description=safecsv export %s on time (%s)

            [Timer]
            %s
            AccuracySec=1s
            Persistent=%s

            [Install]
            WantedBy=timers.target

            """.formatted(name, name, job.name(), job.schedule(), calendar(job), missed(job)));
    }

    /** Whether the timer makes up for what it missed, one call for all of it; the job's catch-up does the rest. */
    private static String missed(Job job) {
        return job.catchUp() == Job.CatchUp.NONE ? "no" : "yes";
    }

    UnitFile daemon() {
        Sandbox sandbox = new Sandbox(file, file.jobs(), metrics);
        return new UnitFile("safecsv.service", """
            # /etc/systemd/system/safecsv.service; then: systemctl daemon-reload && systemctl enable --now safecsv
            %s[Unit]
            Description=safecsv exports on time
            Wants=network-online.target
            After=network-online.target

            [Service]
            Type=exec
            User=%s
            %sExecStart=%s schedule daemon --jobs %s%s
            ExecReload=kill -HUP $MAINPID
            Restart=on-failure
            RestartPreventExitStatus=2
            RestartSec=10
            TimeoutStopSec=15
            %s
            [Install]
            WantedBy=multi-user.target

            """.formatted(
                        head(sandbox),
                        user,
                        environment(),
                        quoted(program.path()),
                        quoted(file.path()),
                        withMetrics(),
                        sandbox.text()));
    }

    private String environment() {
        return program.javaHome()
                .map(home -> "Environment=\"JAVA_HOME=%s\"\n"
                        .formatted(home.toString()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("%", "%%")))
                .orElse("");
    }

    /** One line, or two where either of two days is enough. */
    private static String calendar(Job job) {
        CronFields fields = job.schedule().fields();
        String zone = ZoneName.of(job);
        if (fields.hasEitherDay()) {
            return line(fields, "", fields.text(2), zone) + "\n" + line(fields, days(fields), "*", zone);
        }
        return line(fields, days(fields), fields.text(2), zone);
    }

    private static String line(CronFields fields, String days, String daysOfMonth, String zone) {
        return "OnCalendar=%s*-%s-%s %s:%s:00 %s"
                .formatted(days, fields.text(3), daysOfMonth, fields.text(1), fields.text(0), zone);
    }

    private static String days(CronFields fields) {
        return fields.isAll(4) ? "" : fields.values(4).stream().map(DAYS::get).collect(Collectors.joining(",")) + " ";
    }

    /** A word of ExecStart; a percent sign is a specifier there and a dollar sign a variable. */
    private static String quoted(Path path) {
        String escaped = path.toString()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("%", "%%")
                .replace("$", "$$");
        return escaped.matches("[A-Za-z0-9_./%@+:-]+") ? escaped : '"' + escaped + '"';
    }
}
