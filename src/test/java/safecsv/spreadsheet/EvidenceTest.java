package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import safecsv.mysql.table.ColumnType;

/** What the other cells of a column say about one of them. */
class EvidenceTest {
    @Test
    void a_time_that_was_taken_away_is_asked_where_the_column_shows_times() {
        CellJudge judge = judge(
                "datetime",
                "2024-01-05 00:00:00 > 2024/1/5",
                "2024-12-31 01:10:00 > 2024/12/31 1:10",
                "2024-12-30 11:10:05 > 2024/12/30 11:10",
                "2024-03-01 10:00:05 > 2024/3/1");
        assertFalse(
                judge.judge("2024-03-01 10:00:05", "2024/3/1").isUnchanged(), "the only one that has no time any more");
        assertTrue(judge.judge("2024-01-05 00:00:00", "2024/1/5").isUnchanged(), "midnight");
    }

    @Test
    void a_time_that_the_whole_column_lost_is_put_back() {
        CellJudge judge = judge("datetime", "2024-12-31 01:10:00 > 2024/12/31", "2024-12-30 11:10:05 > 2024/12/30");
        assertTrue(judge.judge("2024-12-31 01:10:00", "2024/12/31").isUnchanged());
    }

    @Test
    void digits_that_were_rounded_are_asked_where_the_program_cuts_them() {
        String[] cut = {"1234567890123456789 > 1234567890123450000", "4329408408164268 > 4329408408164260"};
        assertTrue(judge("varchar(20)", cut)
                .judge("4329408408164268", "4329408408164260")
                .isUnchanged());
        assertFalse(judge("varchar(20)", cut)
                .judge("4329408408164268", "4329408408164270")
                .isUnchanged());
        assertFalse(judge("bigint", cut)
                .judge("4329408408164268", "4329408408164270")
                .isUnchanged());
        assertTrue(
                judge("bigint", cut)
                        .judge("4329408408164261", "4329408408164260")
                        .isUnchanged(),
                "either way");
    }

    @Test
    void full_width_digits_are_typed_by_people() {
        CellJudge judge = judge("varchar(20)", "0012 > 12", "0013 > 13", "1.50 > 1.5");
        assertFalse(judge.judge("12", "１２").isUnchanged());
        assertTrue(judge.judge("１２", "12").isUnchanged(), "a program reads them as digits");
        assertEquals("2024-01-03", judge("date").judge("2024-01-02", "２０２４／１／３").value());
        assertTrue(judge("date").judge("2024-01-02", "２０２４／１／２").isUnchanged());
        assertEquals("13", judge("int").judge("12", "１３").value());
    }

    @Test
    void numbers_in_a_format_for_accounts_are_read() {
        CellJudge judge = judge("decimal(10,2)", "1.50 > 1.5", "1234.50 > $1,234.50 ");
        assertTrue(judge.judge("-5.00", " $(5.00)").isUnchanged());
        assertTrue(judge.judge("0.00", " $-   ").isUnchanged());
        assertTrue(judge.judge("0.00", "- €").isUnchanged());
        assertTrue(judge.judge("-8.00", "▲8").isUnchanged());
        assertTrue(judge.judge("-8.00", "△ 8.00").isUnchanged());
        assertEquals("-9.00", judge.judge("-8.00", "▲9").value());
        assertFalse(judge("varchar(9)").judge("-8", "▲8").isUnchanged(), "a text is what it says");
    }

    @Test
    void long_numbers_behind_guards_are_themselves() {
        CellJudge judge = judge("bigint", "-9223372036854775808 > =\"-9223372036854775808\"", "1 > 1");
        assertTrue(
                judge.judge("-9223372036854775808", "=\"-9223372036854775808\"").isUnchanged());
        assertEquals(
                "123456789013", judge.judge("123456789012", "=\"123456789013\"").value());
        assertEquals(
                "123456789013", judge.judge("123456789012", "'123456789013").value());
    }

    /** A judge of a column that has these cells; each is {@code before > after}. */
    private static CellJudge judge(String declared, String... cells) {
        ColumnType type = ColumnType.parse(declared, "utf8mb4", "utf8mb4_bin");
        Evidence evidence = new Evidence(List.of(type), new FileTraits(StandardCharsets.UTF_8, true, true, ""));
        for (String cell : new ArrayList<>(List.of(cells))) {
            String[] pair = cell.split(" > ", -1);
            evidence.add(0, pair[0], pair[1]);
        }
        evidence.settle();
        return evidence.judge(0, true);
    }
}
