package safecsv.schedule.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;
import safecsv.testing.Proof;

/** Due times of whole years, compared with a cron that looks at every minute and with Spring's. */
class CronScheduleTest {
    static Stream<List<String>> expressions_zones_and_years() {
        int years = Integer.getInteger("safecsv.cron.years", 1);
        List<List<String>> cases = new ArrayList<>();
        for (String expression : CronSamples.EXPRESSIONS) {
            for (String zone : CronSamples.ZONES) {
                for (int year = 2024; year < 2024 + years; year++) {
                    cases.add(List.of(expression, zone, Integer.toString(year)));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("expressions_zones_and_years")
    void a_year_has_each_due_time_once(List<String> given) {
        ZoneId zone = ZoneId.of(given.get(1));
        Instant from = Year.of(Integer.parseInt(given.get(2)))
                .atDay(1)
                .atStartOfDay(zone)
                .toInstant();
        Instant to = from.plusSeconds(367 * 86_400);
        CronSchedule schedule = CronSchedule.of(given.get(0), zone);
        assertEquals(new MinuteByMinute(given.get(0), zone).due(from, to), due(schedule, from, to), given.toString());
    }

    @ParameterizedTest
    @MethodSource("expressions_zones_and_years")
    void spring_finds_the_same_calendar(List<String> given) {
        String[] fields = given.get(0).split(" ", -1);
        if (!given.get(1).equals("UTC")
                || given.get(0).endsWith(" 7/2")
                || !(fields[2].equals("*") || fields[4].equals("*"))) {
            return; // to Spring Sunday is no first day of the week; it asks for both days, cron for one of them; and it
            // has its own idea of clock changes
        }
        CronExpression spring = CronExpression.parse("0 " + given.get(0));
        CronSchedule schedule = CronSchedule.of(given.get(0), ZoneOffset.UTC);
        LocalDateTime time = LocalDateTime.of(2023, 12, 31, 23, 59, 59);
        Instant own = time.toInstant(ZoneOffset.UTC);
        for (int i = 0; i < 400 && time.getYear() < 2200; i++) {
            time = spring.next(time);
            own = schedule.nextAfter(own).orElseThrow();
            assertEquals(time.toInstant(ZoneOffset.UTC), own, given.toString());
        }
    }

    /**
     * Made by croner 11.0.1, a cron for JavaScript, with the rule "no-wildcard" for times of day in clock changes. Each line:
     * zone, expression, how many minutes from 2023-12-31 to 2025-01-02 it is due in, and the SHA-256 of their ISO texts.
     * An expression with a star among its minutes and a named hour is missing: to croner it is no time of day.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "croner-2024.txt", delimiter = '|')
    void another_cron_has_the_same_year_with_its_changes_of_the_clocks(
            String zone, String expression, int count, String sha256) throws NoSuchAlgorithmException {
        List<Instant> due = due(
                CronSchedule.of(expression, ZoneId.of(zone)),
                Instant.parse("2023-12-31T00:00:01Z"),
                Instant.parse("2025-01-03T00:00:00Z"));
        assertEquals(count, due.size());
        String text =
                due.stream().map(moment -> moment.toString().substring(0, 16)).collect(Collectors.joining("\n"));
        assertEquals(
                sha256,
                HexFormat.of()
                        .formatHex(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII))));
    }

    @ParameterizedTest
    @CsvSource({
        "30 2 * * *, Europe/Berlin, 2026-03-28T12:00Z, 2026-03-29T01:00Z", // 02:30 is skipped: 03:00
        "30 2 * * *, Europe/Berlin, 2026-10-24T12:00Z, 2026-10-25T00:30Z", // 02:30 comes twice: the first
        "30 2 * * *, Europe/Berlin, 2026-10-25T00:30Z, 2026-10-26T01:30Z",
        "0 * * * *, Europe/Berlin, 2026-10-25T00:00Z, 2026-10-25T01:00Z", // every hour, the second 02:00 too
        "0 3 31 * *, Europe/Berlin, 2026-01-31T02:00Z, 2026-03-31T01:00Z",
        "0 0 29 2 *, UTC, 2026-01-01T00:00Z, 2028-02-29T00:00Z",
    })
    void what_a_change_of_the_clocks_means(String expression, String zone, String after, String expected) {
        assertEquals(
                ZonedDateTime.parse(expected).toInstant(),
                CronSchedule.of(expression, ZoneId.of(zone))
                        .nextAfter(ZonedDateTime.parse(after).toInstant())
                        .orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 3 * * *", "30 2 * * *", "*/5 * * * *", "0 12 29 2 *", "0 6 31 * *"})
    void the_latest_due_time_is_the_one_before_the_next(String expression) {
        CronSchedule schedule = CronSchedule.of(expression, ZoneId.of("America/New_York"));
        Instant moment = Instant.parse("2024-01-01T00:00:00Z");
        for (int i = 0; i < 200; i++) {
            Instant next = schedule.nextAfter(moment).orElseThrow();
            assertEquals(next, schedule.latestUntil(next).orElseThrow());
            assertEquals(next, schedule.latestUntil(next.plusSeconds(59)).orElseThrow());
            moment = next;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 30 2 *",
                "61 * * * *",
                "* * * *",
                "0 0 L * *",
                "0 22-2 * * *",
                "hello",
                "0 0 */2 * 1",
                "5/0 * * * *",
                "0 3 * * sat-mon",
                ""
            })
    void what_is_no_schedule_is_refused_with_a_sentence(String expression) {
        IllegalArgumentException error =
                assertThrows(IllegalArgumentException.class, () -> CronSchedule.of(expression, ZoneOffset.UTC));
        assertTrue(error.getMessage().length() > 10, error.getMessage());
    }

    /** By number and by name, with Sunday at either end of the week. */
    @ParameterizedTest
    @CsvSource({
        "sun-thu, '0,1,2,3,4'",
        "fri-sun, '0,5,6'",
        "Sun, 0",
        "sun-sun, 0",
        "7/2, '0,2,4,6'",
        "sun/2, '0,2,4,6'",
        "5-7/2, '0,5'",
        "3/4, '0,3'",
        "0-7, '0,1,2,3,4,5,6'",
        "'sat,sun-mon', '0,1,6'",
    })
    void a_week_may_begin_with_sunday_and_end_with_it(String days, String expected) {
        assertEquals(
                expected,
                CronSchedule.of("0 3 * * " + days, ZoneOffset.UTC).fields().text(4));
    }

    /** Fields of random items, as cron-utils reads and finds them. */
    @Test
    @Tag("proof")
    void random_expressions_are_due_when_another_library_says_so() {
        long seed = Long.getLong("safecsv.cron.seed", 27);
        Random random = new Random(seed);
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        int rounds = Proof.rounds("safecsv.cron.rounds", 400, 20_000);
        for (int round = 0; round < rounds; round++) {
            String expression = item(random, 0, 59) + " " + item(random, 0, 23) + " " + day(random, 1, 31) + " "
                    + item(random, 1, 12) + " " + day(random, 0, 7);
            CronSchedule own;
            try {
                own = CronSchedule.of(expression, ZoneOffset.UTC);
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().matches("no day of any year.*|a step .*"), expression + e.getMessage());
                continue;
            }
            ExecutionTime other = ExecutionTime.forCron(parser.parse(expression));
            ZonedDateTime time = ZonedDateTime.parse("2026-02-27T23:59:30Z");
            for (int i = 0; i < 20; i++) {
                ZonedDateTime expected = other.nextExecution(time).orElseThrow();
                assertEquals(
                        expected.toInstant(),
                        own.nextAfter(time.toInstant()).orElseThrow(),
                        "seed %d, round %d: %s".formatted(seed, round, expression));
                time = expected;
            }
        }
    }

    private static String day(Random random, int least, int most) {
        return random.nextInt(3) > 0 ? "*" : item(random, least, most);
    }

    private static String item(Random random, int least, int most) {
        int from = random.nextInt(least, most + 1);
        int to = random.nextInt(from, most + 1);
        return switch (random.nextInt(7)) {
            case 0 -> "*";
            case 1 -> "*/" + random.nextInt(1, 7);
            case 2 -> from + "-" + to;
            case 3 -> from + "-" + to + "/" + random.nextInt(1, 5);
            case 4 -> from + "/" + random.nextInt(1, 5);
            case 5 -> from + "," + random.nextInt(least, most + 1);
            default -> String.valueOf(from);
        };
    }

    private static List<Instant> due(CronSchedule schedule, Instant from, Instant to) {
        List<Instant> due = new ArrayList<>();
        Instant next = schedule.nextAfter(from.minusSeconds(1)).orElseThrow();
        while (next.isBefore(to)) {
            due.add(next);
            next = schedule.nextAfter(next).orElseThrow();
        }
        return due;
    }
}
