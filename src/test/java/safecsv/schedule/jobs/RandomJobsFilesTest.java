package safecsv.schedule.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.testing.Proof;

/**
 * Jobs files that nobody thought of: right ones of random keys are taken, and their files can be made on the disk; whatever
 * is done to their text, the answer is a jobs file or a mistake with its line and column, and comes soon.
 */
@Tag("proof")
class RandomJobsFilesTest {
    private static final long SEED = Long.getLong("safecsv.jobs.seed", 20_261_126);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\0",
            "\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "# ",
            "'",
            "\"",
            "*",
            "&a ",
            "*a",
            "!!binary ",
            "!x ",
            "|",
            ">",
            "%",
            "@",
            "`",
            "~",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "99999999999999999999",
            "${HOME}",
            "{day:yyyy}",
            "{day+999999y:yyyy}",
            "{day:",
            "mysql://a:b@c",
            "../..",
            "/",
            "jobs.yaml",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "\\",
            "\\x00",
            "a".repeat(300),
            "[".repeat(200),
            "{a: ".repeat(60),
            "x, ".repeat(3000),
            "1,".repeat(5000),
            "+1d".repeat(3000));

    private static final String DAILY_QUERY = """
        query-file: q.sql
        params: {from: '{day - 1d:yyyy-MM-dd}', to: '{day:yyyy-MM-dd}'}
        """.indent(4);

    @TempDir
    private Path folder;

    @BeforeEach
    void write_what_jobs_read() throws IOException {
        Files.writeString(folder.resolve("q.sql"), "SELECT id FROM t WHERE d >= :from AND d < :to");
        Files.writeString(folder.resolve("w.sql"), "SELECT id FROM t WHERE id > :watermark");
        Files.writeString(folder.resolve("pw"), "secret");
        Files.writeString(folder.resolve("url"), "https://example.com/hook");
    }

    @Test
    void a_right_file_is_taken_and_its_files_can_be_made() throws IOException {
        int rounds = Proof.rounds("safecsv.jobs.rounds", 60, 3_000);
        for (int round = 0; round < rounds; round++) {
            String text = file(new Random(SEED + round));
            String context = "seed %d, round %d:%n%s".formatted(SEED, round, text);
            JobsFile file;
            try {
                file = JobsFile.read(Files.writeString(folder.resolve("jobs.yaml"), text));
                file.requireNothingLacking();
            } catch (SafecsvException e) {
                throw new AssertionError(context, e);
            }
            for (Job job : file.jobs()) {
                makeFiles(job, context);
            }
        }
    }

    /** Where the names are as the file says, the disk takes them. */
    private void makeFiles(Job job, String context) throws IOException {
        Optional<Instant> due = job.schedule().nextAfter(Instant.parse("2026-02-27T12:00:00Z"));
        for (int i = 0; i < 5 && due.isPresent(); i++) {
            Path path = job.output().at(job.scheduled(due.get()));
            Instant moment = due.get();
            job.params()
                    .values()
                    .forEach(text -> assertFalse(text.at(job.scheduled(moment)).isEmpty(), context));
            if (path.normalize().startsWith(folder)) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, "");
                assertTrue(Files.deleteIfExists(path), context);
            }
            due = job.schedule().nextAfter(moment);
        }
    }

    @Test
    void a_broken_file_is_a_mistake_with_its_place_or_is_still_a_right_one() throws IOException {
        int rounds = Proof.rounds("safecsv.jobs.rounds", 400, 40_000);
        for (int round = 0; round < rounds; round++) {
            Random random = new Random(SEED * 31 + round);
            String text = file(random);
            for (int i = random.nextInt(3); i >= 0; i--) {
                text = broken(text, random);
            }
            Path path = Files.writeString(folder.resolve("jobs.yaml"), text);
            String context = "seed %d, round %d:%n%s".formatted(SEED, round, text.length() > 5000 ? "(long)" : text);
            long begun = System.nanoTime();
            try {
                for (Job job : JobsFile.read(path).jobs()) {
                    makeFiles(job, context);
                }
            } catch (SafecsvException e) {
                judge(e, path, text, context);
            } catch (RuntimeException | StackOverflowError | IOException e) {
                throw new AssertionError(context, e);
            }
            assertTrue(System.nanoTime() - begun < LONGEST.toNanos(), context);
        }
    }

    private static void judge(SafecsvException error, Path path, String text, String context) {
        assertEquals(ExitCode.USAGE, error.exitCode(), context);
        long lines = text.chars()
                        .filter(c -> "\n\r\u0085\u2028\u2029".indexOf(c) >= 0)
                        .count()
                + 1;
        List<String> told = error.getMessage().lines().toList();
        List<String> places = told.subList(1, told.size() - 1);
        assertFalse(places.isEmpty(), context + error.getMessage());
        for (String line : places) {
            if (line.matches("  and [0-9,]+ more")) {
                continue;
            }
            assertTrue(line.startsWith("  " + path + ":"), context + error.getMessage());
            String[] place = line.substring(path.toString().length() + 3).split(":", 3);
            assertTrue(Integer.parseInt(place[0]) <= lines + 1 && Integer.parseInt(place[1]) >= 1, context + line);
            assertTrue(place[2].length() > 10 && place[2].length() < 1000, context + line);
            assertFalse(place[2].matches("(?s).*(java\\.|Exception|org\\.yaml|safecsv\\.[a-z]+\\.).*"), context + line);
        }
    }

    private static String broken(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        String nasty = NASTY.get(random.nextInt(NASTY.size()));
        List<String> lines = new ArrayList<>(text.lines().toList());
        return switch (random.nextInt(8)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(4)));
            case 2 -> text.substring(0, at) + nasty + text.substring(at);
            case 3 -> {
                lines.add(lines.isEmpty() ? nasty : lines.get(random.nextInt(lines.size())));
                yield String.join("\n", lines) + "\n";
            }
            case 4 -> {
                Collections.shuffle(lines.subList(lines.size() / 2, lines.size()), random);
                yield String.join("\n", lines) + "\n";
            }
            case 5 -> {
                int colon = text.indexOf(": ", at);
                int end = colon < 0 ? -1 : text.indexOf('\n', colon);
                yield end < 0 ? text : text.substring(0, colon + 2) + nasty + text.substring(end);
            }
            case 6 -> {
                int line = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
                yield text.substring(0, line) + " ".repeat(random.nextInt(4)) + text.substring(line);
            }
            default -> {
                char[] letters = text.toCharArray();
                if (letters.length > 1) {
                    letters[random.nextInt(letters.length)] = (char) random.nextInt(32, 127);
                }
                yield new String(letters);
            }
        };
    }

    /** A file in which everything is right. */
    private static String file(Random random) {
        StringBuilder text =
                new StringBuilder("connection:\n  host: " + one(random, "db", "\"db:3307,db2\"", "127.0.0.1") + "\n");
        maybe(
                text,
                random,
                "  ",
                "port: 3306",
                "user: exporter",
                "password-file: pw",
                "connect-timeout: 5s",
                "no-defaults: true");
        if (random.nextBoolean()) {
            text.append("defaults:\n  catch-up: latest\n");
            maybe(text, random, "  ", "time-zone: Asia/Tokyo", "timeout: 90m", "dialect: standard", "late-after: 1.5h");
        }
        text.append("jobs:\n");
        int jobs = random.nextInt(1, 4);
        for (int i = 0; i < jobs; i++) {
            job(text, random, "j" + i);
        }
        return text.toString();
    }

    private static void job(StringBuilder text, Random random, String name) {
        text.append("  ").append(name).append(":\n");
        text.append("    cron: \"")
                .append(one(
                        random,
                        "0 3 * * *",
                        "@hourly",
                        "*/15 1-5 * * mon-fri",
                        "0 0 31 * *",
                        "30 2 1,15 * sun-thu",
                        "0 3 * * 7/2"))
                .append("\"\n");
        boolean incremental = random.nextInt(4) == 0;
        String stamp = incremental
                ? "{scheduled:yyyyMMdd'T'HHmmXX}"
                : one(random, "{scheduled - 1d:yyyy-MM-dd}", "{month - 1mo:yyyyMM}", "{{x}}", "{week:YYYY-'W'ww}", "");
        text.append("    output: '")
                .append(one(random, "out/", "{day:yyyy}/", ""))
                .append(name)
                .append('-')
                .append(stamp.replace("'", "''"))
                .append(".csv'\n");
        switch (random.nextInt(3)) {
            case 0 -> text.append(incremental ? "    query-file: w.sql\n" : DAILY_QUERY);
            case 1 -> text.append("    table: shop.orders\n    columns: [id, note]\n");
            default -> text.append("    table: orders\n    where: \"note LIKE '{a}%' AND id > 5\"\n");
        }
        if (incremental) {
            text.append("    incremental: {column: id, start: \"0\"}\n");
        } else {
            maybe(text, random, "    ", "expect: {min-rows: 1, max-shrink: 50%}");
        }
        maybe(
                text,
                random,
                "    ",
                "keep: {last: 14, days: 30}",
                "retries: {times: 3, delay: 1m, factor: 2, max-delay: 1h}",
                "max-rows: 1_000_000",
                "throttle: [20MB/s, 5000rows/s]",
                "null-text: \"NULL\"",
                "on-failure: {command: [sh, -c, 'echo \"${SAFECSV_ERROR}\"'], timeout: 30s, repeat-after: 20h}",
                "on-success: {webhook-file: url}",
                "mask: {email: email, 'a b': redact}",
                "trust-functions: true");
    }

    private static void maybe(StringBuilder text, Random random, String indent, String... lines) {
        for (String line : lines) {
            if (random.nextInt(3) == 0) {
                text.append(indent).append(line).append('\n');
            }
        }
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
