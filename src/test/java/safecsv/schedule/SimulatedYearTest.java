package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import safecsv.schedule.jobs.CronSamples;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.CatchUp;
import safecsv.schedule.jobs.JobsFile;
import safecsv.schedule.jobs.MinuteByMinute;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunEvent.Kind;

/** What the daemon decides through a whole year, held against a cron that looks at every minute. */
class SimulatedYearTest {
    /** {@code -Dsafecsv.simulated.years=10} for more seeds and years. */
    private static final int YEARS = Integer.getInteger("safecsv.simulated.years", 1);

    private static final int FIRST_YEAR = 2024; // a leap year

    /** Runs that were late at the end of the year are done in the next one. */
    private static final Duration AFTERWARDS = Duration.ofDays(30);

    private static final Duration WATCHED =
            Duration.ofDays(366).plus(AFTERWARDS).plusHours(1);
    private static final Map<String, List<Instant>> DUE = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    /** One year is every expression in both zones, each with one kind of catch-up; more years are all of them. */
    private static Stream<List<String>> expressions_zones_and_catch_up() {
        List<List<String>> cases = new ArrayList<>();
        for (String expression : CronSamples.EXPRESSIONS) {
            for (String zone : List.of("Europe/Berlin", "America/New_York")) {
                for (CatchUp catchUp : CatchUp.values()) {
                    cases.add(List.of(expression, zone, catchUp.name().toLowerCase(Locale.ROOT)));
                }
            }
        }
        return IntStream.range(0, cases.size())
                .filter(i -> YEARS > 1
                        || (i % 4 == 0
                                && !CronSamples.OFTEN.contains(cases.get(i).get(0))))
                .mapToObj(cases::get);
    }

    private Job job(List<String> given) throws IOException {
        return JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), """
            connection: {host: nowhere}
            jobs:
              j:
                cron: "%s"
                time-zone: %s
                catch-up: %s
                table: t
                output: t.csv
                retries: {times: 3, delay: 2m}
            """.formatted(given.toArray())))
                .jobs()
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("expressions_zones_and_catch_up")
    void where_nothing_goes_wrong_each_due_time_is_run_once_and_at_that_moment(List<String> given) throws IOException {
        Job job = job(given);
        ZoneId zone = job.schedule().zone();
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
            Instant start =
                    Year.of(year).atDay(1).atStartOfDay(zone).toInstant().minusSeconds(1);
            Instant end = Year.of(year + 1).atDay(1).atStartOfDay(zone).toInstant();
            SimulatedYear simulated = new SimulatedYear(job, start, Faults.NONE, year);
            simulated.runUntil(end);
            List<Instant> due = due(given, start, end.plusSeconds(1));
            assertEquals(due, at(simulated.events(), Kind.STARTED, RunEvent::at));
            assertEquals(due, at(simulated.events(), Kind.STARTED, RunEvent::due));
            assertEquals(due, at(simulated.events(), Kind.SUCCEEDED, RunEvent::due));
            assertEquals(
                    1 + 4 * due.size(),
                    simulated.events().size(),
                    "enrolled, and started, publishing, succeeded, told for each");
        }
    }

    @ParameterizedTest
    @MethodSource("expressions_zones_and_catch_up")
    void whatever_goes_wrong_each_due_time_is_done_or_given_up_once_and_for_a_reason(List<String> given)
            throws IOException {
        Job job = job(given);
        ZoneId zone = job.schedule().zone();
        for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
            Instant start =
                    Year.of(year).atDay(1).atStartOfDay(zone).toInstant().minusSeconds(1);
            Instant end = Year.of(year + 1).atDay(1).atStartOfDay(zone).toInstant();
            long seed = Long.getLong("safecsv.simulated.seed", System.nanoTime());
            SimulatedYear simulated = new SimulatedYear(job, start, Faults.MANY, seed);
            simulated.runUntil(end);
            List<Instant> due = due(given, start, end.plus(AFTERWARDS));
            try {
                YearAudit.Sum sum = new YearAudit(job, due, simulated).requireEachDueTimeOnce(end);
                System.out.println("SimulatedYearTest: %s, %d: %s".formatted(given, year, sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("%s, %d, seed %d: %s".formatted(given, year, seed, e.getMessage()), e);
            }
        }
    }

    private static List<Instant> due(List<String> given, Instant start, Instant end) {
        return DUE
                .computeIfAbsent(given.subList(0, 2) + " " + start, key -> {
                    Instant minute = start.plusSeconds(1);
                    return new MinuteByMinute(given.get(0), ZoneId.of(given.get(1))).due(minute, minute.plus(WATCHED));
                })
                .stream()
                .filter(moment -> moment.isBefore(end))
                .toList();
    }

    private static List<Instant> at(List<RunEvent> events, Kind kind, Function<RunEvent, Instant> moment) {
        return events.stream().filter(event -> event.kind() == kind).map(moment).toList();
    }
}
