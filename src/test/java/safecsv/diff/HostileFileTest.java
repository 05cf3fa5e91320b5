package safecsv.diff;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import safecsv.SafecsvException;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.Acceptance;
import safecsv.testing.Proof;

/** Whatever comes back, it is compared or refused with a reason: nothing ends in an error of this program's own. */
@Tag("proof")
class HostileFileTest {
    private static final int FILES = Proof.rounds("safecsv.hostile", 300, 20_000);

    private static final String[] CELLS = {
        "",
        "\"\"",
        "'",
        "\"'\"",
        "=\"\"",
        "\"=\"\"\"\"\"",
        " ",
        "\u00a0",
        "\u3000",
        "\ufeff",
        "0",
        "-",
        "+",
        "(",
        "()",
        "( )",
        "%",
        "$",
        "$-",
        "▲",
        "▲8",
        "1E",
        "E5",
        "1E5",
        "1E+99999999",
        "1e-99999999",
        "9".repeat(500),
        "0.".repeat(9),
        ".",
        ",",
        "1,5",
        "\"1,5\"",
        "1.5",
        "1'000",
        "1 000,5",
        "(12.75)",
        "12.75-",
        "CHF 5",
        "2024-01-05",
        "2024-1-5",
        "1-2",
        "3/4",
        "24:00",
        "::",
        "1:2:3:4",
        "12:34:56.789",
        "-1:00",
        "Mar-24",
        "1. März 2024",
        "令和6年3月1日",
        "令和",
        "令和元年",
        "R6.3.1",
        "R",
        "年",
        "2024年",
        "Fri, 1 Mar 2024",
        "Fri",
        "2024/3/1(金)",
        "(金)",
        "2024-03-01T00:00:00Z",
        "T",
        "TZ",
        "43922",
        "#",
        "####",
        "#NAME?",
        "#N/A",
        "TRUE",
        "WAHR",
        "NULL",
        "\\N",
        "{",
        "{}",
        "{\"a\":1}",
        "\"{\"\"a\"\":1}\"",
        "0x",
        "0xA",
        "0xAB",
        "x",
        "a,b",
        "𠮷野",
        "?",
        "??",
        "～",
        "〜",
        "\0",
        "\t",
        "\u0085",
        "'0012",
        "=1+1",
        "=",
        "==",
        "@",
        "a\u0301",
        "１２",
        "１２．５",
        "\"a\nb\"",
        "\"a\r\nb\"",
        "a\rb",
        "\"",
        "\"\"\"",
        "a\"b",
        "\"a\"b",
        "99999999999999999999",
        "0000-00-00",
        "9999-12-31",
        "\u2009",
        "1\u20095",
        "1\u202f000,5",
        "−5",
        "5−",
        "1e5,5",
        "12,34,56",
        "1,234,567.89",
        "1.234.567,89",
        "Total",
        "合計",
        "😀",
    };

    private static final TableDefinition[] TABLES = {
        TwoFiles.table(
                "id int auto_increment",
                "n varchar(9) not null",
                "p decimal(10,2)",
                "d date",
                "t datetime(3)",
                "c time"),
        TwoFiles.table(
                "k varchar(9)", "e enum('','a','1-2','x')", "s set('a','b')", "j json", "b varbinary(4)", "f float"),
        TwoFiles.table(
                "k decimal(20,0)",
                "y year",
                "z bit(4)",
                "w double",
                "x timestamp",
                "m char(3) not null",
                "o tinyint(1)"),
        TwoFiles.table("k date", "g bigint unsigned", "h text not null", "i tinyint unsigned zerofill"),
    };

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            Charset.forName("windows-31j"),
            Charset.forName("windows-1252"));

    @Test
    void nothing_ends_in_an_error_of_its_own() {
        for (int seed = 0; seed < FILES; seed++) {
            check(seed);
        }
    }

    private static void check(int seed) {
        Random random = new Random(seed);
        TableDefinition table = TABLES[random.nextInt(TABLES.length)];
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < 1 + random.nextInt(8); row++) {
            rows.add(known(table, row, random));
        }
        String header = String.join(
                ",", table.columns().stream().map(column -> column.name()).toList());
        byte[] edited = edited(header, rows, random).getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
        String baseline = header + "\n" + lines(rows, ",");
        try {
            TwoFiles.compare(table, baseline, edited, Acceptance.NOTHING);
        } catch (SafecsvException refused) {
            if (refused.getMessage().isBlank()) {
                fail("a refusal without a reason, seed " + seed, refused);
            }
        } catch (RuntimeException | Error e) {
            fail("seed " + seed + "\n" + baseline + "\n" + new String(edited, StandardCharsets.UTF_8), e);
        }
    }

    private static String lines(List<List<String>> rows, String delimiter) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(String.join(delimiter, row)).append('\n'));
        return text.toString();
    }

    /** A row as an export may have written it. */
    private static List<String> known(TableDefinition table, int row, Random random) {
        List<String> cells = new ArrayList<>();
        for (var column : table.columns()) {
            boolean key = cells.isEmpty();
            String[] values = switch (column.type().kind()) {
                case VARCHAR, CHAR, TEXT ->
                    new String[] {"\"\"", "0012", "a", "1-2", "日本", "1.50", "TRUE", "=1+1", " a "};
                case DATE -> new String[] {"2024-03-01", "0000-00-00", "9999-12-31"};
                case DATETIME -> new String[] {"2024-03-01 11:41:45.123", "2024-03-01 00:00:00.000"};
                case TIMESTAMP -> new String[] {"2024-03-01 11:41:45"};
                case TIME -> new String[] {"11:41:45", "-838:59:59"};
                case DECIMAL -> new String[] {"1.50", "123.40", "0.00"};
                case ENUM -> new String[] {"a", "1-2", "\"\""};
                case SET -> new String[] {"\"a,b\"", "a", "\"\""};
                case JSON -> new String[] {"\"{\"\"a\"\": 1}\"", "1.0"};
                case VARBINARY -> new String[] {"0xAB", "0x"};
                case YEAR -> new String[] {"2024"};
                default -> new String[] {"1", "0", "7"};
            };
            String value = values[random.nextInt(values.length)];
            String unique = switch (column.type().kind()) {
                case VARCHAR -> row == 0 ? "\"\"" : "00" + row;
                case DATE -> "2024-01-0" + (row + 1);
                default -> String.valueOf(row + 1);
            };
            cells.add(key ? unique : column.nullable() && random.nextInt(6) == 0 ? "" : value);
        }
        return cells;
    }

    private static String edited(String header, List<List<String>> rows, Random random) {
        String delimiter = random.nextInt(4) == 0 ? ";" : ",";
        String end = random.nextInt(4) == 0 ? "\r\n" : random.nextInt(6) == 0 ? "\r" : "\n";
        boolean trimmed = random.nextBoolean();
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\ufeff" : "");
        if (random.nextInt(8) == 0) {
            text.append(cell(random)).append(end);
        }
        text.append(header.replace(",", delimiter)).append(end);
        List<List<String>> all = new ArrayList<>(rows);
        for (int number = random.nextInt(3); number > 0; number--) {
            all.add(random.nextInt(all.size() + 1), rows.get(random.nextInt(rows.size())));
        }
        for (List<String> row : all) {
            List<String> cells = new ArrayList<>();
            for (String cell : row) {
                String kept = trimmed ? cell.replaceAll("(\\.\\d*?)0+$", "$1").replaceAll("^\"\"$", "") : cell;
                cells.add(random.nextInt(4) == 0 ? cell(random) : kept);
            }
            if (random.nextInt(8) == 0) {
                cells.subList(random.nextInt(cells.size()), cells.size()).clear();
            } else if (random.nextInt(20) == 0) {
                cells.add(cell(random));
            }
            text.append(String.join(delimiter, cells)).append(random.nextInt(60) == 0 ? "\n\ufeff" : end);
        }
        return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text.toString();
    }

    private static String cell(Random random) {
        String cell = CELLS[random.nextInt(CELLS.length)];
        return random.nextInt(8) == 0 ? cell + CELLS[random.nextInt(CELLS.length)] : cell;
    }
}
