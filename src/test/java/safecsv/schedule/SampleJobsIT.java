package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.FinishedProcess;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** The sample jobs on the demo's tea shop, with the built program. */
class SampleJobsIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy_the_sample() throws IOException {
        TestServer server = TestServer.get();
        String database = server.createDatabase("jobs");
        server.runScript(database, "/demo/shop.sql");
        TestUser reader = server.createUser("SELECT ON `" + database + "`.*");
        String jobs = Files.readString(Path.of("sample-queries/jobs.yaml"))
                .replace(
                        "host: 127.0.0.1",
                        "host: \"%s\"\n  port: %d\n  no-defaults: true".formatted(server.host(), server.port()))
                .replace("user: reporter", "user: " + reader.name())
                .replace("database: shop", "database: " + database);
        Files.writeString(folder.resolve("jobs.yaml"), jobs);
        Files.copy(SafecsvCli.passwordFile(reader.password()), folder.resolve("password.txt"));
        Files.copy(Path.of("sample-queries/customers-of-the-month.sql"), folder.resolve("customers-of-the-month.sql"));
    }

    private FinishedProcess schedule(String... arguments) {
        return SafecsvCli.safecsv("schedule").with(arguments).in(folder).run();
    }

    @Test
    void each_makes_the_file_that_it_promises() throws IOException {
        schedule("list").assertExit(ExitCode.DONE);
        schedule("run", "orders-nightly", "--scheduled", "2024-03-01T03:00").assertExit(ExitCode.DONE);
        schedule("run", "orders-hourly", "--scheduled", "2024-03-01T04:00").assertExit(ExitCode.DONE);
        schedule("run", "orders-hourly", "--scheduled", "2024-03-01T05:00").assertExit(ExitCode.DONE);
        schedule("run", "customers-monthly", "--scheduled", "2024-02-01T06:30").assertExit(ExitCode.DONE);
        assertTrue(Files.size(folder.resolve("out/orders-2024-03-01.csv.gz")) > 100);
        List<String> first = Files.readAllLines(folder.resolve("out/new/orders-20240301-0400.csv"));
        assertTrue(first.size() > 10);
        assertEquals(List.of(first.get(0)), Files.readAllLines(folder.resolve("out/new/orders-20240301-0500.csv")));
        String masked = Files.readString(folder.resolve("out/customers-2024-01.csv"));
        assertTrue(masked.matches("\\A\uFEFFid,name,email,orders,total\r\n[0-9]+,\\*{3},(?s).*"), masked);
        assertTrue(masked.contains(",c***@example.com,"), masked);
        assertFalse(masked.matches("(?s).*customer[0-9]+@.*"), masked);
    }

    @Test
    void status_tells_people_programs_and_prometheus() throws IOException {
        schedule("status").assertExit(ExitCode.DONE);
        schedule("run", "orders-nightly", "--metrics", "safecsv.prom").assertExit(ExitCode.DONE);
        FinishedProcess status = schedule("status", "--json").assertExit(ExitCode.DONE);
        assertTrue(
                status.outputText().contains("\"job\":\"orders-nightly\",\"condition\":\"ok\",\"late\":false"),
                status.toString());
        String metrics = Files.readString(folder.resolve("safecsv.prom"));
        assertTrue(metrics.contains("safecsv_job_late{job=\"orders-nightly\"} 0\n"), metrics);
        assertTrue(metrics.contains("safecsv_job_failed_runs{job=\"orders-nightly\"} 0\n"), metrics);
        Files.writeString(
                folder.resolve("jobs.yaml"),
                Files.readString(folder.resolve("jobs.yaml"))
                        .replace("times: 6", "times: 0")
                        .replace("password.txt", "nothing.txt"));
        schedule("run", "orders-nightly", "--scheduled", "2024-03-02T03:00", "--log-format", "json")
                .assertExit(ExitCode.FAILED)
                .assertErrorContains(
                        "\"level\":\"error\",\"job\":\"orders-nightly\",\"message\":\"attempt 1 at the run of");
        FinishedProcess failed = schedule("status").assertExit(ExitCode.FAILED);
        assertTrue(failed.outputText().startsWith("orders-nightly: failed"), failed.toString());
    }

    @Test
    void a_wrong_file_runs_nothing() throws IOException {
        Files.writeString(folder.resolve("jobs.yaml"), "connection: {}\njobs: {a: {cron: x}}\n");
        for (String command : List.of("list", "status", "daemon")) {
            schedule(command)
                    .assertExit(ExitCode.USAGE)
                    .assertErrorContains("jobs.yaml:2:18: 'cron': a cron expression");
        }
        schedule("run", "a").assertExit(ExitCode.USAGE).assertErrorContains("Nothing was run.");
    }
}
