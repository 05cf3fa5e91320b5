package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import safecsv.mysql.table.TableDefinition;
import safecsv.testing.Proof;

/** Random files with random damage: every row is accounted for once, and every edit and every doubled key is told. */
@Tag("proof")
class RowAccountTest {
    private static final int FILES = Proof.rounds("safecsv.accounts", 150, 5_000);
    private static final TableDefinition TABLE = TwoFiles.table(
            "id varchar(8)",
            "price decimal(10,3) not null",
            "code varchar(12) not null",
            "made datetime not null",
            "name varchar(20) not null");
    private static final String HEADER = "id,price,code,made,name\n";

    private final List<String> planted = new ArrayList<>();
    private final Set<Integer> doubled = new HashSet<>();

    @Test
    void nothing_goes_by_without_a_word() {
        for (int seed = 0; seed < FILES; seed++) {
            check(seed);
        }
    }

    private void check(int seed) {
        Random random = new Random(seed);
        planted.clear();
        doubled.clear();
        boolean zeros = random.nextBoolean();
        List<String[]> before = new ArrayList<>();
        int rows = 2 + random.nextInt(12);
        for (int row = 0; row < rows; row++) {
            before.add(new String[] {
                zeros ? "%05d".formatted(row * 7) : "k" + row,
                "%d.%03d".formatted(random.nextInt(100), 10 * random.nextInt(100) + random.nextInt(2)),
                random.nextBoolean() ? "%06d".formatted(random.nextInt(90_000)) : "c" + random.nextInt(99),
                "2024-%02d-%02d %02d:%02d:%02d"
                        .formatted(
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60)),
                "n" + random.nextInt(9)
            });
        }
        List<String[]> after = edited(random, before);
        String edited = damaged(random, after);
        TwoFiles files = TwoFiles.compare(TABLE, HEADER + lines(before), edited);
        String about = "seed " + seed + "\n" + lines(before) + "\n" + edited + "\n" + files.said();
        for (int row : doubled) {
            assertTrue(
                    files.said().contains("line " + (row + 2) + ", ")
                            || files.said().contains("line=" + (row + 2) + ","),
                    () -> "the key in line " + (row + 2) + " is another's. " + about);
        }
        if (!doubled.isEmpty()) {
            assertTrue(
                    files.problems.any()
                            || !files.alarms.isEmpty()
                            || !files.tally.suspicious().isEmpty(),
                    about);
        }
        if (!files.problems.any()) {
            planted.forEach(mark -> assertTrue(files.said().contains(mark), () -> mark + " " + about));
            Set<Long> told = new HashSet<>();
            files.touched.stream()
                    .filter(row -> row.kind() != TouchedRow.Kind.ASKED)
                    .forEach(row -> assertTrue(told.add(row.line()), about));
            files.tally.suspicious().forEach(cell -> told.add(cell.line()));
            assertEquals(after.size(), files.tally.unchanged + told.size(), about);
        }
    }

    private List<String[]> edited(Random random, List<String[]> before) {
        List<String[]> after = new ArrayList<>();
        for (String[] row : before) {
            if (random.nextInt(10) > 0) {
                after.add(row.clone());
            }
        }
        for (String[] row : after) {
            if (random.nextInt(4) == 0) {
                row[4] = mark("EDIT");
            }
            if (random.nextInt(12) == 0) {
                row[1] = "%d.%d".formatted(100 + random.nextInt(100), random.nextInt(10));
            }
        }
        for (int number = random.nextInt(3); number > 0; number--) {
            after.add(random.nextInt(after.size() + 1), new String[] {
                "new" + number, random.nextBoolean() ? "4.304" : "9.9", "x", "2024-05-06 07:08:09", mark("NEW")
            });
        }
        for (int number = random.nextInt(3); number > 0 && !after.isEmpty(); number--) {
            String[] copy = after.get(random.nextInt(after.size())).clone();
            copy[4] = mark("DUP");
            after.add(random.nextInt(after.size() + 1), copy);
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(after, random);
        }
        Set<String> keys = new HashSet<>();
        for (int row = 0; row < after.size(); row++) {
            if (!keys.add(after.get(row)[0])) {
                doubled.add(row);
            }
        }
        return after;
    }

    private String mark(String kind) {
        planted.add(kind + planted.size());
        return planted.get(planted.size() - 1);
    }

    /** As a program saves it that was not told that these are texts. */
    private static String damaged(Random random, List<String[]> rows) {
        boolean numbers = random.nextInt(3) > 0;
        boolean zeros = numbers && random.nextBoolean();
        boolean seconds = random.nextInt(3) == 0;
        boolean german = numbers && random.nextInt(3) == 0;
        boolean semicolons = german || random.nextInt(5) == 0;
        List<String[]> saved = new ArrayList<>();
        for (String[] row : rows) {
            String price = numbers ? row[1].replaceAll("\\.?0+$", "") : row[1];
            saved.add(new String[] {
                zeros && row[0].matches("[0-9]+") ? row[0].replaceAll("^0+(?=.)", "") : row[0],
                german ? price.replace('.', ',') : price,
                zeros ? row[2].replaceAll("^0+(?=.)", "") : row[2],
                seconds ? row[3].substring(0, 16).replace('-', '/') : row[3],
                row[4]
            });
        }
        String text = HEADER + lines(saved, semicolons ? ";" : ",");
        return semicolons ? text.replaceFirst(HEADER, HEADER.replace(',', ';')) : text;
    }

    private static String lines(List<String[]> rows) {
        return lines(rows, ",");
    }

    private static String lines(List<String[]> rows, String delimiter) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join(delimiter, row)).append('\n'));
        return text.toString();
    }
}
