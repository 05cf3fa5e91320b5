package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.JobsFile;

class AgendaTest {
    private static final Instant NOW = Instant.parse("2026-03-10T03:00:00Z");

    @Test
    void a_clock_that_is_put_back_makes_nobody_wait_for_the_time_that_it_showed(@TempDir Path folder)
            throws IOException {
        Agenda agenda = new Agenda();
        agenda.take(
                JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), """
                        connection: {host: db}
                        jobs:
                          a: {cron: "@daily", table: t, output: a.csv}
                          b: {cron: "@daily", table: t, output: b.csv}
                        """))
                        .jobs(),
                NOW);
        agenda.begin(NOW, 1).get(0).end(NOW.plusSeconds(1), NOW); // somebody else runs it, as far as that clock goes
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertEquals(List.of(), agenda.begin(yesterday, 2));
        agenda.wakeAll(yesterday);
        assertEquals(
                List.of("a", "b"),
                agenda.begin(yesterday, 2).stream()
                        .map(entry -> entry.job().name())
                        .sorted()
                        .toList());
    }
}
