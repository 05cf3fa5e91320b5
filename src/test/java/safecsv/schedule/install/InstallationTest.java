package safecsv.schedule.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.CronSamples;
import safecsv.schedule.jobs.CronSchedule;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.jobs.MinuteByMinute;
import safecsv.testing.FinishedProcess;
import safecsv.testing.Tool;

class InstallationTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    /** As systemd prints a moment where UTC is the machine's zone or not. */
    private static final Pattern ELAPSE = Pattern.compile("[A-Z][a-z]{2} ([0-9-]{10}) ([0-9:]{8}) UTC");

    @TempDir
    private Path folder;

    private JobsFile file;

    @BeforeEach
    void read() throws IOException {
        Path path = folder.resolve("a folder with 100% $dollars");
        Files.createDirectories(path);
        file = JobsFile.read(Files.writeString(path.resolve("jobs.yaml"), """
            connection: {host: db}
            jobs:
              Two.days: {cron: "*/15 1-5 1,15 * mon-fri", time-zone: Europe/Berlin, table: t, output: a.csv}
              two-days: {cron: "0 3 * jan,jul 7", time-zone: Europe/Berlin, table: t, output: b.csv}
            """));
    }

    @Test
    void systemd_has_a_line_for_each_of_two_days_and_quotes_what_it_would_read_otherwise() {
        List<UnitFile> units = installation(Path.of("/opt/safecsv/bin/safecsv"), Optional.empty())
                .systemd(file.jobs());
        assertEquals(
                List.of(
                        "safecsv-Two.days.service",
                        "safecsv-Two.days.timer",
                        "safecsv-two-days.service",
                        "safecsv-two-days.timer"),
                units.stream().map(UnitFile::name).toList());
        assertTrue(
                units.get(0).text().contains("ExecStart=/opt/safecsv/bin/safecsv schedule run Two.days --jobs \""),
                units.get(0).text());
        assertTrue(
                units.get(0).text().contains("100%% $$dollars/jobs.yaml\" --metrics /"),
                units.get(0).text());
        assertTrue(units.get(1).text().contains("""
            OnCalendar=*-*-1,15 1,2,3,4,5:0,15,30,45:00 Europe/Berlin
            OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 1,2,3,4,5:0,15,30,45:00 Europe/Berlin
            """), units.get(1).text());
        assertTrue(
                units.get(3).text().contains("OnCalendar=Sun *-1,7-* 3:0:00 Europe/Berlin\n"),
                units.get(3).text());
    }

    private Installation installation(Path program, Optional<Path> javaHome) {
        return new Installation(file, program, javaHome, "exporter", Optional.of(folder.resolve("m/safecsv.prom")));
    }

    /** What systemd says of a service that is given nothing is 9.6. */
    @Test
    void systemd_calls_the_services_little_exposed() throws IOException {
        List<UnitFile> units = new ArrayList<>(
                installation(Path.of("/bin/true"), Optional.empty()).systemd(file.jobs()));
        units.addAll(installation(Path.of("/bin/true"), Optional.empty()).systemdDaemon());
        int services = 0;
        for (UnitFile unit : units) {
            if (unit.name().endsWith(".service")) {
                unit.writeTo(folder.resolve("units"));
                Tool.run(
                                "systemd-analyze",
                                "security",
                                "--offline=true",
                                "--threshold=40",
                                folder.resolve("units").resolve(unit.name()).toString())
                        .assertExit(0);
                services++;
            }
        }
        assertEquals(3, services);
    }

    @Test
    void a_service_may_write_where_its_files_go_and_nowhere_else() throws IOException {
        Path home = Path.of("/srv/shop");
        JobsFile dated = JobsFile.read(Files.writeString(folder.resolve("dated.yaml"), """
            connection: {host: db}
            state: /srv/shop/state
            jobs:
              a: {cron: "@daily", table: t, output: "/srv/shop/out/{day:yyyy}/a-{day:MMdd}.csv"}
              b: {cron: "@daily", table: t, output: "/srv/shop/out/b.csv"}
              c: {cron: "@daily", table: t, output: "/mnt/100% c/c.csv"}
            """));
        Sandbox all = new Sandbox(dated, dated.jobs(), Optional.of(Path.of("/var/lib/node_exporter/s.prom")));
        assertEquals(
                List.of(
                        Path.of("/mnt/100% c"),
                        home.resolve("out"),
                        home.resolve("state"),
                        Path.of("/var/lib/node_exporter")),
                List.copyOf(all.folders()));
        assertTrue(
                all.text()
                        .contains("\n"
                                + "ReadWritePaths=\"/mnt/100%% c\" /srv/shop/out /srv/shop/state"
                                + " /var/lib/node_exporter\n"),
                all.text());
        assertEquals(
                "# before: install -d -m 700 -o me '/mnt/100% c' /srv/shop/out /srv/shop/state"
                        + " /var/lib/node_exporter\n",
                all.preparation("me"));
        // The jobs file of this test lies below /tmp, which a folder of the service's own would hide.
        assertEquals(folder.startsWith("/tmp"), !all.text().contains("PrivateTmp"));
    }

    @Test
    void a_service_of_root_says_that_it_is_one_and_a_mistake_in_the_file_is_no_reason_to_start_again() {
        UnitFile daemon = new SystemdUnits(
                        file,
                        new Installation.Program(Path.of("/bin/true"), Optional.empty()),
                        "root",
                        Optional.empty())
                .daemon();
        assertTrue(daemon.text().contains("\n# WARNING: it runs as root"), daemon.text());
        assertTrue(daemon.text().contains("\nRestartPreventExitStatus=2\n"), daemon.text());
    }

    @Test
    void a_pod_can_not_write_outside_of_the_folder_that_is_mounted() throws IOException {
        Files.writeString(folder.resolve("q.sql"), "SELECT 1");
        JobsFile outside = JobsFile.read(Files.writeString(
                Files.createDirectories(folder.resolve("inner")).resolve("jobs.yaml"), """
                connection: {host: db, password-file: ../pw}
                jobs:
                  a: {cron: "@daily", table: t, output: "out/a.csv"}
                  b: {cron: "@daily", query-file: ../q.sql, output: "/mnt/{day:yyyy}/b.csv"}
                """));
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> new CronJobs(outside, "x").files(outside.jobs()));
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertTrue(
                error.getMessage()
                        .replace(folder.toString(), ".")
                        .contains("Outside of it: ./pw (connection); /mnt (b: output); ./q.sql (b: the query-file)."),
                error.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'* * * * *', *",
        "'*/5 * * * *', */5",
        "'7-59/13 * * * *', 7-59/13",
        "'0 3 * * *', 0",
        "'0,30 3 * * *', '0,30'",
        "'3-8 3 * * *', 3-8",
        "'1,2,9 3 * * *', '1,2,9'",
    })
    void the_minutes_of_an_hourly_call_are_written_briefly(String cron, String expected) throws IOException {
        Job job = job(cron, "Asia/Tokyo", "latest");
        String line = new Crontab(
                        file,
                        new Installation.Program(Path.of("/opt/safecsv"), Optional.empty()),
                        ZoneId.of("Europe/Berlin"),
                        Optional.empty())
                .file(List.of(job))
                .text();
        assertTrue(line.contains("\n" + expected + " * * * * umask 077;"), line);
        assertEquals(
                job.schedule().fields().values(0),
                CronSchedule.of(expected + " * * * *", ZoneId.of("UTC"))
                        .fields()
                        .values(0));
    }

    @Test
    void systemd_itself_finds_nothing_wrong() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        Installation installation = installation(Path.of("/bin/true"), Optional.of(Path.of("/opt/java 100%")));
        Path units = folder.resolve("units");
        List<String> command = new ArrayList<>(List.of(ANALYZE.toString(), "verify"));
        List<UnitFile> files = new ArrayList<>(installation.systemd(file.jobs()));
        files.addAll(installation.systemdDaemon());
        for (UnitFile unit : files) {
            unit.writeTo(units);
            command.add(units.resolve(unit.name()).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
    }

    @Test
    void a_crontab_in_another_zone_calls_the_job_every_hour() {
        String own = new Crontab(
                        file,
                        new Installation.Program(Path.of("/opt/safecsv"), Optional.empty()),
                        ZoneId.of("Europe/Berlin"),
                        Optional.empty())
                .file(file.jobs())
                .text();
        assertTrue(own.contains("\n0,15,30,45 1,2,3,4,5 1,15 * 1,2,3,4,5 umask 077; mkdir -p '"), own);
        assertTrue(own.contains(" $dollars/jobs.state'; /opt/safecsv schedule run Two.days"), own);
        String other = new Crontab(
                        file,
                        new Installation.Program(Path.of("/opt/safecsv"), Optional.empty()),
                        ZoneId.of("Asia/Kolkata"),
                        Optional.empty())
                .file(file.jobs())
                .text();
        assertTrue(other.contains("\n30 * * * * umask 077;"), other);
    }

    /** As crons do: no terminal, hardly an environment, and a line in which a percent sign is nothing to be had. */
    @Test
    void a_crontab_line_does_what_it_says_with_all_that_cron_gives_it() throws Exception {
        Path program = folder.resolve("it's safecsv");
        Files.writeString(program, "#!/bin/sh\necho \"$JAVA_HOME|$*\"\necho told >&2\nexit 5\n");
        assertTrue(program.toFile().setExecutable(true));
        Installation.Program called = new Installation.Program(program, Optional.of(Path.of("/opt/java 17")));
        String line = new Crontab(file, called, ZoneId.of("Europe/Berlin"), Optional.empty())
                .file(file.jobs().subList(1, 2))
                .text()
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals(-1, line.indexOf('%'), line);
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", line.replaceFirst("^(\\S+ ){5}", "")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("SHELL", "/bin/sh");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        assertEquals("/opt/java 17|schedule run two-days --jobs " + file.path() + "\ntold\n", said);
        assertEquals("told\n", Files.readString(file.state().resolve("two-days.log")));
    }

    @Test
    void cron_jobs_have_names_that_kubernetes_takes_and_no_two_the_same() {
        List<UnitFile> files = new CronJobs(file, "registry/safecsv:1").files(file.jobs());
        assertEquals(
                List.of("safecsv-two-days.yaml", "safecsv-two-days-2.yaml"),
                files.stream().map(UnitFile::name).toList());
        assertTrue(files.get(1).text().contains("schedule: \"0 3 * 1,7 0\"\n  timeZone: \"Europe/Berlin\"\n"));
    }

    /** The typed objects of Kubernetes' own client: what it does not know it leaves out, what is of another kind it refuses. */
    @Test
    void kubernetes_itself_reads_every_field_of_a_cron_job() throws IOException {
        for (UnitFile unit : new CronJobs(file, "registry/safecsv:1").files(file.jobs())) {
            unit.writeTo(folder.resolve("k8s"));
            FinishedProcess read = Tool.run(
                            "kubectl",
                            "label",
                            "--local",
                            "-o",
                            "json",
                            "-f",
                            folder.resolve("k8s").resolve(unit.name()).toString(),
                            "a=b")
                    .assertExit(0);
            JsonNode written = new ObjectMapper(new YAMLFactory()).readTree(unit.text());
            JsonNode understood = new ObjectMapper().readTree(read.output());
            assertEquals(List.of(), missing(written, understood, ""), read.outputText());
        }
    }

    /** Paths of what one tree has and the other has not. */
    private static List<String> missing(JsonNode written, JsonNode understood, String path) {
        if (written.isValueNode()) {
            return written.equals(understood) ? List.of() : List.of(path);
        }
        List<String> missing = new ArrayList<>();
        if (written.isArray()) {
            for (int i = 0; i < written.size(); i++) {
                missing.addAll(missing(written.get(i), understood.path(i), path + "/" + i));
            }
        }
        written.properties()
                .forEach(field -> missing.addAll(
                        missing(field.getValue(), understood.path(field.getKey()), path + "/" + field.getKey())));
        return missing;
    }

    /** From a day on on which no clock changes; what systemd does in a night when they do is its own. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York"})
    void systemd_finds_the_same_due_times(String zone) throws IOException {
        Instant from = Instant.parse("2026-04-01T00:00:30Z");
        Instant to = Instant.parse("2026-10-24T00:00:00Z");
        for (String cron : CronSamples.EXPRESSIONS) {
            Job job = job(cron, zone, "latest");
            TreeSet<Instant> elapses = new TreeSet<>();
            List<String> arguments = new ArrayList<>(List.of(
                    "calendar",
                    "--iterations=40",
                    "--base-time=" + from.toString().replace("T", " ").replace("Z", " UTC")));
            timer(job)
                    .lines()
                    .filter(line -> line.startsWith("OnCalendar="))
                    .forEach(line -> arguments.add(line.substring("OnCalendar=".length())));
            Matcher times = ELAPSE.matcher(Tool.run("systemd-analyze", arguments.toArray(String[]::new))
                    .assertExit(0)
                    .outputText());
            while (times.find()) {
                elapses.add(Instant.parse(times.group(1) + "T" + times.group(2) + "Z"));
            }
            List<Instant> due = new MinuteByMinute(cron, ZoneId.of(zone)).due(from.plusSeconds(30), to);
            List<Instant> found = elapses.stream().filter(to::isAfter).limit(40).toList();
            assertEquals(due.subList(0, Math.min(40, due.size())), found, cron);
        }
    }

    @Test
    void an_offset_has_a_name_where_there_is_one_and_a_run_that_nobody_wants_late_is_not_made_up_for()
            throws IOException {
        Job east = job("0 3 * * *", "+02:00", "none");
        assertTrue(timer(east).contains("OnCalendar=*-*-* 3:0:00 Etc/GMT-2\n"), timer(east));
        assertTrue(timer(east).contains("Persistent=no\n"), timer(east));
        assertEquals("Etc/GMT+3", ZoneName.of(job("0 3 * * *", "UTC-3", "latest")));
        assertEquals("UTC", ZoneName.of(job("0 3 * * *", "+00:00", "latest")));
        assertEquals("UTC", ZoneName.of(job("0 3 * * *", "Z", "latest")));
        Job odd = job("0 3 * * *", "+05:30", "latest");
        assertEquals(
                ExitCode.USAGE,
                assertThrows(SafecsvException.class, () -> ZoneName.of(odd)).exitCode());
    }

    private Job job(String cron, String zone, String catchUp) throws IOException {
        return JobsFile.read(Files.writeString(folder.resolve("one.yaml"), """
            connection: {host: db}
            jobs:
              j: {cron: "%s", time-zone: "%s", catch-up: %s, table: t, output: a.csv}
            """.formatted(cron, zone, catchUp)))
                .jobs()
                .get(0);
    }

    private String timer(Job job) {
        return new SystemdUnits(
                        file,
                        new Installation.Program(Path.of("/bin/true"), Optional.empty()),
                        "root",
                        Optional.empty())
                .timer(job)
                .text();
    }
}
