package safecsv.diff.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.testing.Proof;

/** Plans whose lines were altered and given a digest that fits them. */
class PlanContentsTest {
    private static final Path SAMPLES = Path.of("src/test/resources/safecsv/diff/plan/format-1");
    private static final String TRAILER = "{\"sha256\":\"";

    @TempDir
    private Path folder;

    /** The text of a plan, without its last line. */
    private static String body(String name) throws IOException {
        String text = Files.readString(SAMPLES.resolve(name));
        return text.substring(0, text.lastIndexOf(TRAILER));
    }

    private Path digested(byte[] body) throws IOException {
        try {
            String digits = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
            Path path = folder.resolve("altered");
            Files.write(path, body);
            Files.writeString(path, TRAILER + digits + "\"}\n", java.nio.file.StandardOpenOption.APPEND);
            return path;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path digested(String body) throws IOException {
        return digested(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_a_plan_and_an_undo_plan_of_format_1() {
        try (PlanReader plan = PlanReader.open(SAMPLES.resolve("plan.jsonl"));
                PlanReader undo = PlanReader.open(SAMPLES.resolve("plan.undo.jsonl"))) {
            assertEquals(new PlanCounts(1, 1, 1, 0), plan.header().counts());
            assertFalse(plan.header().leftOut().any());
            assertEquals(Set.of("id"), plan.givenKeys());
            assertEquals(PlanHeader.Purpose.UNDO, undo.header().purpose());
            assertEquals(Set.of(), undo.givenKeys());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"update\":1,|\"update\":2,|the header counts",
                "\"update\":1,|\"update\":-1,|-1 is no count",
                "\"update\":1,|\"update\":99999999999999999999,|out of range of long",
                "\"update\":1,|\"update\":\"1\",|VALUE_NUMBER_INT expected, not VALUE_STRING",
                "\"line\":2|\"line\":\"2\"|VALUE_NUMBER_INT expected, not VALUE_STRING",
                "\"line\":2|\"line\":-2|-2 is no count",
                "{\"name\":{\"old\":\"ann\"|{\"email\":{\"old\":\"ann\"|a cell of email, which is not of the columns",
                "{\"name\":{\"old\":\"ann\"|{\"id\":{\"old\":\"ann\"|a cell of id, which is of the key",
                "{\"name\":{\"old\":\"ann\"|{\"loud\":{\"old\":\"ann\"|a change of loud, which is read-only",
                "{\"old\":\"ann\",\"new\"|{\"new\"|'old' expected",
                "{\"name\":{\"old\":\"ann\",\"new\":\"anna\"}}|{}|an update of no column",
                "\"name\":{\"old\":\"cid\"},||a delete that does not have the old value of every column",
                "{\"id\":\"7\"}|{\"id\":null}|the key id is null",
                "{\"id\":\"7\"}|{\"phone\":\"7\"}|a change by [phone], and the key is [id]",
                "{\"id\":\"7\"}|{}|a change by [], and the key is [id]",
                "{\"id\":\"7\"}|{\"id\":\"9\"}|a second change of the row {id=9}",
                "{\"id\":\"7\"}|{\"id\":7}|VALUE_STRING expected, not VALUE_NUMBER_INT",
                "\"new\":\"anna\"}|\"new\":\"anna\",\"own\":true}|a plan that is no undo plan",
                "\"new\":\"anna\"|\"new\":true|VALUE_STRING expected, not VALUE_TRUE",
                "\"new\":\"anna\"|\"new\":\"\\ud83c\"|a text with half of a character",
                "\"key\":[\"id\"]|\"key\":[\"nothing\"]|the key [nothing] is not of the columns",
                "\"key\":[\"id\"]|\"key\":[\"id\",\"id\"]|is not of the columns",
                "\"key\":[\"id\"]|\"key\":[\"id\",1]|END_ARRAY expected",
                "{\"name\":\"phone\",\"type\"|{\"name\":\"name\",\"type\"|a column twice",
            })
    void refuses_an_altered_plan_though_its_digest_fits(String from, String to, String reason) throws IOException {
        String body = body("plan.jsonl");
        assertTrue(body.contains(from), from);
        Path path = digested(body.replaceFirst(
                java.util.regex.Pattern.quote(from), to == null ? "" : java.util.regex.Matcher.quoteReplacement(to)));
        SafecsvException error = assertThrows(SafecsvException.class, () -> PlanReader.open(path));
        assertEquals(ExitCode.REFUSED, error.exitCode(), error.getMessage());
        assertTrue(error.getMessage().contains(reason), error.getMessage());
    }

    @Test
    void refuses_an_undo_of_which_no_old_value_is_compared() throws IOException {
        Path path = digested(body("plan.undo.jsonl").replace("\"new\":\"ann\"}", "\"new\":\"ann\",\"own\":true}"));
        SafecsvException error = assertThrows(SafecsvException.class, () -> PlanReader.open(path));
        assertTrue(error.getMessage().contains("no old value that is compared"), error.getMessage());
    }

    @Test
    void refuses_bytes_that_are_no_text() throws IOException {
        byte[] body = body("plan.jsonl").getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        body[text.indexOf("anna")] = (byte) 0xff;
        SafecsvException error = assertThrows(SafecsvException.class, () -> PlanReader.open(digested(body)));
        assertEquals(ExitCode.REFUSED, error.exitCode());
    }

    /** Whatever a plan was altered to: it is refused, or each of its changes is guarded as one that a diff has made. */
    @Test
    void no_altered_plan_has_an_unguarded_change_or_ends_as_a_bug() throws IOException {
        long seed = Long.getLong("safecsv.fuzz.seed", 20261126);
        int rounds = Proof.rounds("safecsv.plan.fuzz.rounds", 1_500, 400_000);
        Random random = new Random(seed);
        List<String> bodies = List.of(body("plan.jsonl"), body("plan.undo.jsonl"));
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] altered = altered(bodies.get(round % 2), random);
            try (PlanReader plan = PlanReader.open(digested(altered))) {
                requireGuarded(plan);
                read++;
            } catch (SafecsvException refused) {
                assertTrue(
                        refused.exitCode() == ExitCode.REFUSED,
                        () -> "seed " + seed + ": " + refused.getMessage() + "\n"
                                + new String(altered, StandardCharsets.UTF_8));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + ":\n" + new String(altered, StandardCharsets.UTF_8), e);
            }
        }
        assertTrue(read > rounds / 100, "too few of the altered plans can be read: " + read);
    }

    private static void requireGuarded(PlanReader plan) {
        Set<String> columns = Set.copyOf(plan.header().table().columns().stream()
                .filter(column -> column.role() != PlanColumn.Role.READ_ONLY)
                .map(PlanColumn::name)
                .toList());
        Set<String> key = Set.copyOf(plan.header().table().key());
        Set<List<String>> rows = new java.util.HashSet<>();
        PlanCounts counts = PlanCounts.NONE;
        try (PlanChanges changes = plan.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                counts = counts.plus(change.kind());
                assertEquals(key, change.key().keySet());
                if (change.kind() != PlanChange.Kind.INSERT) {
                    assertFalse(change.key().containsValue(null));
                    assertTrue(rows.add(List.copyOf(change.key().values())));
                }
                if (change.kind() == PlanChange.Kind.DELETE) {
                    Set<String> guarded = new java.util.HashSet<>(change.cells().keySet());
                    guarded.addAll(key);
                    assertTrue(guarded.containsAll(columns), () -> guarded + " of " + columns);
                } else {
                    assertTrue(columns.containsAll(change.cells().keySet()));
                }
            }
        }
        assertEquals(plan.header().counts(), counts);
    }

    /** Lines, fields and bytes taken out, doubled, exchanged; what stands between two quotes or brackets replaced. */
    private static byte[] altered(String body, Random random) {
        String text = body;
        int times = 1 + random.nextInt(3);
        for (int time = 0; time < times; time++) {
            text = alteredOnce(text, random);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        // What does not begin as a plan does is no plan at all, which is another refusal.
        System.arraycopy("{\"safecsv-plan\":".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 16);
        return bytes;
    }

    private static String alteredOnce(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        int line = random.nextInt(lines.size());
        String chosen = lines.get(line);
        List<String> tokens = new ArrayList<>(List.of(chosen.split("(?=[\\[\\]{}:,])|(?<=[\\[\\]{}:,])")));
        int token = random.nextInt(tokens.size());
        switch (random.nextInt(8)) {
            case 0 -> lines.remove(lines.size() > 1 ? Math.max(1, line) : 0);
            case 1 -> lines.add(chosen);
            case 2 -> tokens.remove(token);
            case 3 -> tokens.add(token, tokens.get(random.nextInt(tokens.size())));
            case 4 -> tokens.set(token, tokens.get(random.nextInt(tokens.size())));
            case 5 ->
                tokens.set(
                        token,
                        List.of("null", "7", "-1", "\"\"", "true", "[]", "{}", "1e400", "\"name\"")
                                .get(random.nextInt(9)));
            case 6 -> tokens.set(token, tokens.get(token).replace('1', '2').replace('a', 'b'));
            default -> {
                String other = lines.get(random.nextInt(lines.size()));
                lines.set(lines.indexOf(other), chosen);
            }
        }
        if (line < lines.size() && lines.get(line).equals(chosen)) {
            lines.set(line, String.join("", tokens));
        }
        String altered = String.join("", lines);
        return altered.length() < 20 ? text : altered;
    }
}
