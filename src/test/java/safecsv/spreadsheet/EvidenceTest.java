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

    @Test
    void a_column_that_is_shown_without_its_decimals_is_put_back() {
        CellJudge judge =
                judge("decimal(12,2)", "66241.39 > 66241", "5.60 > 6", "7.00 > 7", "1234.51 > 1,235", "-0.75 > -1");
        assertEquals(Damage.ROUNDING.id(), judge.judge("66241.39", "66241").damage());
        assertEquals(CellVerdict.Kind.DAMAGED, judge.judge("66241.39", "66241").kind());
        assertEquals(CellVerdict.Kind.DAMAGED, judge.judge("1234.51", "1,235").kind());
        assertEquals(CellVerdict.Kind.REFORMATTED, judge.judge("7.00", "7").kind());
        CellVerdict typed = judge.judge("5.60", "9");
        assertEquals(CellVerdict.Kind.SUSPICIOUS, typed.kind(), "decimals that were typed are not shown");
        assertEquals("9.00", typed.value());
        assertEquals(CellVerdict.Kind.EDIT, judge.judge("5.60", "9.25").kind());
    }

    @Test
    void a_time_alone_is_asked_where_the_format_hides_the_dates() {
        CellJudge judge = judge("datetime", "2024-01-05 10:11:12 > 10:11", "2024-02-05 11:12:13 > 11:12");
        assertTrue(judge.judge("2024-01-05 10:11:12", "10:11").isUnchanged());
        assertEquals(
                CellVerdict.Kind.SUSPICIOUS,
                judge.judge("2024-01-05 10:11:12", "16:06").kind());
    }

    @Test
    void long_numbers_that_were_rounded_in_two_steps_are_put_back() {
        // As LibreOffice showed it in the format 0.
        CellJudge judge = judge(
                "bigint",
                "-2626194846398304680 > -2626194846398310000",
                "562899331366841487 > 562899331366842000",
                "3986470596459874642 > 3986470596459880000",
                "-812607858677166442 > -812607858677167000");
        assertTrue(judge.judge("562899331366841487", "562899331366842000").isUnchanged());
        assertFalse(judge.judge("562899331366841487", "562899331366843000").isUnchanged());
        assertTrue(judge.judge("-812607858677166442", "-812607858677167000").isUnchanged(), "by way of a double");
    }

    @Test
    void times_of_a_german_clock_with_halves_are_read() {
        CellJudge judge = judge("time", "07:35:24 > 07:35:24 vorm.", "14:59:02 > 02:59:02 nachm.");
        assertTrue(judge.judge("14:59:02", "02:59:02 nachm.").isUnchanged());
        assertEquals("15:00:00", judge.judge("14:59:02", "03:00:00 nachm.").value());
    }

    @Test
    void some_rounded_cells_among_many_are_asked() {
        List<String> cells = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            cells.add("%d.25 > %s".formatted(row, row < 20 ? Integer.toString(row) : row + ".25"));
        }
        CellJudge judge = judge("decimal(12,2)", cells.toArray(String[]::new));
        assertEquals(CellVerdict.Kind.SUSPICIOUS, judge.judge("7.25", "7").kind());
        assertEquals(Damage.ROUNDING.id(), judge.judge("7.25", "7").damage());
    }

    @Test
    void one_number_that_somebody_made_round_is_never_put_back() {
        assertFalse(judge("decimal(12,2)", "5.50 > 6", "7.00 > 7", "3.00 > 3")
                .judge("5.50", "6")
                .isUnchanged());
        CellVerdict verdict =
                judge("decimal(12,2)", "19.99 > 20.00", "7.00 > 7.00").judge("19.99", "20.00");
        assertEquals(CellVerdict.Kind.EDIT, verdict.kind(), "a format of two decimals hides none of two");
    }

    @Test
    void a_file_that_no_program_wrote_anew_has_edits_to_round_numbers() {
        Evidence evidence = new Evidence(
                List.of(ColumnType.parse("decimal(12,2)", null, null)),
                new FileTraits(StandardCharsets.UTF_8, false, false, ""));
        evidence.add(0, "19.99", "20");
        evidence.add(0, "7.00", "7.00");
        evidence.settle();
        assertEquals(CellVerdict.edit("20.00"), evidence.judge(0, true).judge("19.99", "20"));
    }

    @Test
    void percentages_and_currencies_are_roundings_too() {
        CellJudge judge = judge("decimal(8,4)", "0.1234 > 12%", "0.5678 > 57%", "-1.2345 > -123%", "0.5000 > 50%");
        assertEquals(CellVerdict.Kind.DAMAGED, judge.judge("0.1234", "12%").kind());
        assertEquals(CellVerdict.Kind.DAMAGED, judge.judge("-1.2345", "-123%").kind());
        assertEquals(CellVerdict.Kind.REFORMATTED, judge.judge("0.5000", "50%").kind());
        assertFalse(judge.judge("0.1234", "13%").isUnchanged());
        CellJudge euros = judge("decimal(8,4)", "1234.5678 > 1.234,57 €", "0.3333 > 0,33 €", "-2.7182 > -2,72 €");
        assertEquals(
                CellVerdict.Kind.DAMAGED, euros.judge("1234.5678", "1.234,57 €").kind());
        assertFalse(euros.judge("1234.5678", "1.234,58 €").isUnchanged());
    }

    @Test
    void long_integers_that_went_through_a_double_are_put_back() {
        CellJudge judge = judge(
                "bigint",
                "1234567890123456789 > 1234567890123456768",
                "9007199254740993 > 9007199254740992",
                "9007199254740991 > 9007199254740991",
                "4329408408164269 > 4329408408164269");
        assertEquals(
                CellVerdict.Kind.DAMAGED,
                judge.judge("1234567890123456789", "1234567890123456768").kind());
        assertEquals(
                CellVerdict.Kind.DAMAGED,
                judge.judge("9007199254740993", "9007199254740992").kind());
        assertFalse(judge.judge("9007199254740993", "9007199254740990").isUnchanged());
        assertTrue(judge("bigint", "1234567890123456789 > 1234567890123456800")
                .judge("1234567890123456789", "1234567890123456800")
                .isUnchanged());
    }

    @Test
    void nothing_and_the_empty_text_are_one_where_everything_is_quoted() {
        assertTrue(quoted(true, null, "").judge(null, "").isUnchanged());
        assertTrue(quoted(true, null, "", null, "").judge("", "").isUnchanged());
        assertTrue(quoted(false, null, "", null, "").judge(null, "").isUnchanged(), "all that were NULL");
        assertEquals(CellVerdict.edit(""), quoted(false, null, "").judge(null, ""), "one cell, which somebody made so");
        assertEquals(
                CellVerdict.edit(""),
                quoted(true, null, "", null, null).judge(null, ""),
                "where another is without quotes they are told apart");
        assertEquals(CellVerdict.edit(null), quoted(true, null, "").judge("text", ""), "emptied");
    }

    /** A judge of a column of texts of a file as it was exported, but for quotes; before and after in turn. */
    private static CellJudge quoted(boolean throughout, String... cells) {
        Evidence evidence = new Evidence(
                List.of(ColumnType.parse("varchar(20)", "utf8mb4", "utf8mb4_bin")),
                new FileTraits(StandardCharsets.UTF_8, false, false, ""));
        for (int cell = 0; cell < cells.length; cell += 2) {
            evidence.add(0, cells[cell], cells[cell + 1]);
        }
        if (throughout) {
            evidence.quotedThroughout();
        }
        evidence.settle();
        return evidence.judge(0, true);
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
