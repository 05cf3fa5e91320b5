package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import safecsv.mysql.table.ColumnType;
import safecsv.testing.Proof;

/** Columns of numbers in random display formats: what a format hides is no edit, and an edit is never hidden. */
@Tag("proof")
class DisplayFormatPropertyTest {
    private static final int ROUNDS = Proof.rounds("safecsv.formats.columns", 4_000, 400_000);

    private record Column(String declared, Function<Random, String> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("decimal(12,2)", random -> decimal(random, 2)),
            new Column("decimal(14,4)", random -> decimal(random, 4)),
            new Column(
                    "decimal(8,6)",
                    random -> BigDecimal.valueOf(random.nextInt(2_000_000) - 1_000_000, 6)
                            .toPlainString()),
            new Column("decimal(20,10)", random -> decimal(random, 10)),
            new Column("double", random -> FloatText.of(random.nextGaussian() * Math.pow(10, random.nextInt(8) - 2))),
            new Column("double", random -> FloatText.of(random.nextInt(100_000) / 100.0)),
            new Column("float", random -> FloatText.of((float) (random.nextGaussian() * 1000))),
            new Column("int", random -> String.valueOf(random.nextInt() >> random.nextInt(28))));

    @Test
    void what_a_format_hides_is_no_edit() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            Column column = COLUMNS.get(random.nextInt(COLUMNS.size()));
            char mark = random.nextInt(3) == 0 ? ',' : '.';
            List<DisplayFormat> formats = DisplayFormat.all(mark);
            DisplayFormat format = formats.get(random.nextInt(formats.size()));
            int share = random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 100;
            check(round, column, format, share, random);
        }
    }

    private static void check(int seed, Column column, DisplayFormat format, int share, Random random) {
        int rows = 20 + random.nextInt(80);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String value = column.value().apply(random);
            before.add(value);
            after.add(random.nextInt(100) < share ? format.shown(value) : plain(value, format.mark()));
        }
        TreeSet<Integer> edited = new TreeSet<>();
        for (int edit = random.nextInt(3); edit > 0; edit--) {
            int row = random.nextInt(rows);
            String typed = column.value().apply(random);
            String saved = share == 100 ? format.shown(typed) : plain(typed, format.mark());
            // What the format shows alike nobody can tell apart.
            if (!edited.contains(row)
                    && !saved.equals(after.get(row))
                    && !format.shown(typed).equals(format.shown(before.get(row)))) {
                after.set(row, saved);
                edited.add(row);
            }
        }
        ColumnType type = ColumnType.parse(column.declared(), "utf8mb4", "utf8mb4_bin");
        CellJudge judge = judge(type, before, after);
        for (int row = 0; row < rows; row++) {
            CellVerdict verdict = judge.judge(before.get(row), after.get(row));
            String told = "seed %d %s %d%% of %s: row %d %s -> %s is %s"
                    .formatted(seed, format, share, column.declared(), row, before.get(row), after.get(row), verdict);
            if (edited.contains(row)) {
                assertFalse(verdict.isUnchanged(), told);
                continue;
            }
            assertNotEquals(CellVerdict.Kind.EDIT, verdict.kind(), told);
            assertNotEquals(CellVerdict.Kind.INVALID, verdict.kind(), told);
            if (share == 100 && verdict.kind() == CellVerdict.Kind.SUSPICIOUS) {
                assertTrue(shortened(before, format) < 6, told);
            }
        }
    }

    /** How many cells the format takes digits from. */
    private static long shortened(List<String> before, DisplayFormat format) {
        return before.stream()
                .map(BigDecimal::new)
                .filter(value -> value.setScale(format.kept(), java.math.RoundingMode.HALF_UP)
                                .compareTo(value)
                        != 0)
                .count();
    }

    private static String plain(String number, char mark) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0
                ? "0"
                : value.stripTrailingZeros().toPlainString().replace('.', mark);
    }

    private static String decimal(Random random, int scale) {
        long digits = random.nextLong() % (long) Math.pow(10, 2 + random.nextInt(8));
        return BigDecimal.valueOf(digits, scale).toPlainString();
    }

    private static CellJudge judge(ColumnType type, List<String> before, List<String> after) {
        Evidence evidence = new Evidence(List.of(type), new FileTraits(StandardCharsets.UTF_8, true, true, ""));
        for (int row = 0; row < before.size(); row++) {
            evidence.add(0, before.get(row), after.get(row));
        }
        evidence.settle();
        return evidence.judge(0, true);
    }
}
