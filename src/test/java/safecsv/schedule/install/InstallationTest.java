package safecsv.schedule.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.JobsFile;

class InstallationTest {
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

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
        List<UnitFile> units =
                new Installation(file, Path.of("/opt/safecsv/bin/safecsv"), Optional.empty()).systemd(file.jobs());
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
                units.get(0).text().contains("100%% $$dollars/jobs.yaml\"\n"),
                units.get(0).text());
        assertTrue(units.get(1).text().contains("""
                                OnCalendar=*-*-1,15 1,2,3,4,5:0,15,30,45:00 Europe/Berlin
                                OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 1,2,3,4,5:0,15,30,45:00 Europe/Berlin
                                """), units.get(1).text());
        assertTrue(
                units.get(3).text().contains("OnCalendar=Sun *-1,7-* 3:0:00 Europe/Berlin\n"),
                units.get(3).text());
    }

    @Test
    void systemd_itself_finds_nothing_wrong() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not installed");
        Installation installation =
                new Installation(file, Path.of("/bin/true"), Optional.of(Path.of("/opt/java 100%")));
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
                        ZoneId.of("Europe/Berlin"))
                .file(file.jobs())
                .text();
        assertTrue(own.contains("\n0,15,30,45 1,2,3,4,5 1,15 * 1,2,3,4,5 umask 077; mkdir -p '"), own);
        assertTrue(own.contains(" $dollars/jobs.state'; /opt/safecsv schedule run Two.days"), own);
        String other = new Crontab(
                        file,
                        new Installation.Program(Path.of("/opt/safecsv"), Optional.empty()),
                        ZoneId.of("Asia/Kolkata"))
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
        String line = new Crontab(file, called, ZoneId.of("Europe/Berlin"))
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
}
