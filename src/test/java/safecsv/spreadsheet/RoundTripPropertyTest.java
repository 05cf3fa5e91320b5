package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import safecsv.csv.SpreadsheetGuard;
import safecsv.mysql.table.ColumnType;

/** Random tables through imitated programs: damage is never called an edit, and an edit is never taken for damage. */
class RoundTripPropertyTest {
    private static final int ROWS = 40;

    @Property(tries = 400)
    void whole_numbers(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("int", seed, program, random -> String.valueOf(random.nextInt()));
    }

    @Property(tries = 400)
    void long_numbers(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("bigint", seed, program, random -> String.valueOf(random.nextLong() >> random.nextInt(60)));
    }

    @Property(tries = 400)
    void decimals(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("decimal(12,2)", seed, program, random -> decimal(random, 2));
    }

    @Property(tries = 400)
    void decimals_of_three_places(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("decimal(12,3)", seed, program, random -> decimal(random, 3));
    }

    @Property(tries = 400)
    void doubles(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check(
                "double",
                seed,
                program,
                random -> FloatText.of(random.nextGaussian() * Math.pow(10, random.nextInt(12) - 4)));
    }

    @Property(tries = 400)
    void dates(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("date", seed, program, RoundTripPropertyTest::date);
    }

    @Property(tries = 400)
    void moments(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("datetime", seed, program, random -> date(random) + " " + time(random, 24));
    }

    @Property(tries = 400)
    void times(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("time", seed, program, random -> time(random, 300));
    }

    @Property(tries = 400)
    void booleans(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("tinyint(1)", seed, program, random -> String.valueOf(random.nextInt(2)));
    }

    @Property(tries = 200)
    void floats(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("float", seed, program, random -> FloatText.of((float) (random.nextGaussian() * 1000)));
    }

    @Property(tries = 200)
    void years_and_bits(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("year", seed, program, random -> String.valueOf(1901 + random.nextInt(255)));
        check("bit(16)", seed, program, random -> String.valueOf(random.nextInt(65_536)));
    }

    @Property(tries = 200)
    void time_stamps(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check(
                "timestamp",
                seed,
                program,
                random -> "%d%s %s"
                        .formatted(1970 + random.nextInt(68), date(random).substring(4), time(random, 24)));
    }

    @Property(tries = 200)
    void sets(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        List<String> values = List.of("", "x", "y", "x,y", "1-2", "x,1-2");
        check("set('x','y','1-2')", seed, program, random -> values.get(random.nextInt(values.size())));
    }

    @Property(tries = 200)
    void documents(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check(
                "json",
                seed,
                program,
                random -> random.nextInt(4) == 0
                        ? String.valueOf(random.nextInt(100_000))
                        : "{\"k\": " + random.nextInt(1000) + ", \"t\": \"東京" + random.nextInt(9) + "\"}");
    }

    @Property(tries = 200)
    void bytes(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("varbinary(8)", seed, program, random -> "0x%08X".formatted(random.nextInt()));
    }

    @Property(tries = 400)
    void choices(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        List<String> members = List.of("new", "1-2", "3/4", "2-1", "TRUE", "007", "done");
        check(
                "enum('new','1-2','3/4','2-1','TRUE','007','done')",
                seed,
                program,
                random -> members.get(random.nextInt(members.size())));
    }

    @Property(tries = 400)
    void phone_numbers(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check(
                "varchar(20)",
                seed,
                program,
                random -> "0%010d".formatted(Math.floorMod(random.nextLong(), 10_000_000_000L)));
    }

    @Property(tries = 1000)
    void texts_of_all_kinds(@ForAll long seed, @ForAll @IntRange(min = 0, max = 7) int program) {
        check("varchar(60)", seed, program, RoundTripPropertyTest::text);
    }

    /** The way back from the dialect for spreadsheets, whether it was opened (the formula's text is left) or not. */
    @Property(tries = 2000)
    void guarded_texts_come_back(
            @ForAll("guardedTexts") List<String> before, @ForAll SpreadsheetGuard guard, @ForAll boolean opened) {
        List<String> after = before.stream()
                .map(text -> guard.written(text))
                .map(cell -> opened && cell.startsWith("=") ? SpreadsheetGuard.strip(cell) : cell)
                .toList();
        ColumnType type = ColumnType.parse("varchar(60)", "utf8mb4", "utf8mb4_bin");
        Evidence evidence =
                new Evidence(List.of(type), new FileTraits(java.nio.charset.StandardCharsets.UTF_8, false, false, ""));
        for (int row = 0; row < before.size(); row++) {
            evidence.add(0, before.get(row), after.get(row));
        }
        evidence.settle();
        CellJudge judge = evidence.judge(0, true);
        for (int row = 0; row < before.size(); row++) {
            CellVerdict verdict = judge.judge(before.get(row), after.get(row));
            assertTrue(verdict.kind().compareTo(CellVerdict.Kind.REFORMATTED) <= 0, verdict::toString);
            assertEquals(before.get(row), verdict.value());
        }
    }

    @Provide
    Arbitrary<List<String>> guardedTexts() {
        Arbitrary<String> signs = Arbitraries.strings()
                .withChars("=+-@'\"\t\r\n 0123456789,;.e/:aé日〜")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(30);
        Arbitrary<String> anything = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        return Arbitraries.oneOf(signs, digits, anything).list().ofMinSize(1).ofMaxSize(12);
    }

    private static String decimal(Random random, int scale) {
        long digits = random.nextLong() % (long) Math.pow(10, 2 + random.nextInt(8));
        return java.math.BigDecimal.valueOf(digits, scale).toPlainString();
    }

    private static String date(Random random) {
        return "%04d-%02d-%02d".formatted(1901 + random.nextInt(198), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String time(Random random, int hours) {
        return "%02d:%02d:%02d".formatted(random.nextInt(hours), random.nextInt(60), random.nextInt(60));
    }

    private static String text(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "00" + random.nextInt(100_000);
            case 1 -> (1 + random.nextInt(12)) + "-" + (1 + random.nextInt(12));
            case 2 -> (1 + random.nextInt(12)) + "/" + (1 + random.nextInt(28));
            case 3 -> random.nextInt(100) + "E" + random.nextInt(10);
            case 4 -> random.nextBoolean() ? "true" : "false";
            case 5 -> "東京〜" + random.nextInt(100) + "−①髙";
            case 6 -> "Łódź " + random.nextInt(100) + " 😀";
            case 7 -> String.valueOf(random.nextLong() >>> 1);
            case 8 -> decimal(random, 2);
            case 9 -> date(random);
            case 10 -> "=foo(" + random.nextInt(9) + ")";
            default -> "word " + Integer.toString(random.nextInt(1_000_000), 36) + "-x";
        };
    }

    /** One column through a program, once as it is and once with one cell edited. */
    private static void check(String declared, long seed, int number, Function<Random, String> generator) {
        ColumnType type = ColumnType.parse(declared, "utf8mb4", "utf8mb4_bin");
        Program program = Program.all()[number];
        Random random = new Random(seed);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            before.add(generator.apply(random));
            after.add(program.saved(before.get(row)));
        }
        CellJudge untouched = judge(type, program, before, after);
        for (int row = 0; row < ROWS; row++) {
            CellVerdict verdict = untouched.judge(before.get(row), after.get(row));
            boolean fine = verdict.kind() != CellVerdict.Kind.EDIT && verdict.kind() != CellVerdict.Kind.INVALID;
            assertTrue(fine, told(program, before.get(row), after.get(row), verdict));
        }
        int edited = random.nextInt(ROWS);
        String typed = nearby(type, before.get(edited), random, generator);
        boolean text = type.kind().compareTo(ColumnType.Kind.CHAR) >= 0;
        boolean numeric = type.kind().compareTo(ColumnType.Kind.DATE) < 0;
        String saved = numeric ? program.savedNumber(typed) : program.saved(typed);
        // What a formula would show is not known, so no value can be told from it: see docs/spreadsheets.md.
        if (typed.equals(before.get(edited))
                || saved.equals(after.get(edited))
                || before.get(edited).startsWith("=")) {
            return;
        }
        after.set(edited, saved);
        CellVerdict verdict = judge(type, program, before, after).judge(before.get(edited), saved);
        String told = "typed " + typed + ": " + told(program, before.get(edited), saved, verdict);
        assertFalse(verdict.isUnchanged(), told);
        if (!text && verdict.kind() == CellVerdict.Kind.EDIT && verdict.damage() == null) {
            assertTypedValue(type, typed, verdict.value(), told);
        }
    }

    /** Any other value; of a time of day, as often as not, the same but for the minute. */
    private static String nearby(ColumnType type, String before, Random random, Function<Random, String> generator) {
        int minute = before.indexOf(':') + 1;
        boolean near = switch (type.kind()) {
            case DATETIME, TIMESTAMP, TIME -> random.nextBoolean();
            default -> false;
        };
        return near
                ? before.substring(0, minute) + "%02d".formatted(random.nextInt(60)) + before.substring(minute + 2)
                : generator.apply(random);
    }

    /** A spreadsheet shows fewer digits of what is typed than a DOUBLE has. */
    private static void assertTypedValue(ColumnType type, String typed, String value, String told) {
        if (type.kind() == ColumnType.Kind.DOUBLE) {
            double expected = Double.parseDouble(typed);
            assertEquals(expected, Double.parseDouble(value), Math.abs(expected) * 1e-5 + 1e-9, told);
        } else {
            assertEquals(CellJudge.judge(type, null, typed).value(), value, told);
        }
    }

    private static CellJudge judge(ColumnType type, Program program, List<String> before, List<String> after) {
        Evidence evidence = new Evidence(List.of(type), new FileTraits(program.charset(), true, true, ""));
        for (int row = 0; row < ROWS; row++) {
            evidence.add(0, before.get(row), after.get(row));
        }
        evidence.settle();
        return evidence.judge(0, true);
    }

    private static String told(Program program, String before, String after, CellVerdict verdict) {
        return String.format(Locale.ROOT, "%s: %s -> %s is %s", program.name(), before, after, verdict);
    }
}
