package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.mysql.table.ColumnType;

class TypedMomentsTest {
    /** The dates are those of Python's calendar and of the National Archives of Japan's table of eras. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        令和6年3月1日            | 2024-03-01
        令和６年３月１日         | 2024-03-01
        令和元年5月1日           | 2019-05-01
        令 6年3月1日             | 2024-03-01
        R6.3.1                   | 2024-03-01
        R06/03/01                | 2024-03-01
        Ｒ６．３．１             | 2024-03-01
        r6-3-1                   | 2024-03-01
        ㋿6年3月1日              | 2024-03-01
        平成31年4月30日          | 2019-04-30
        H1.1.8                   | 1989-01-08
        平成元年1月8日           | 1989-01-08
        昭和64年1月7日           | 1989-01-07
        S20.8.15                 | 1945-08-15
        昭和元年12月25日         | 1926-12-25
        大正15年12月24日         | 1926-12-24
        T12.9.1                  | 1923-09-01
        明治45年7月29日          | 1912-07-29
        M6.1.1                   | 1873-01-01
        Fri, 1 Mar 2024          | 2024-03-01
        Friday, March 1, 2024    | 2024-03-01
        Fri 2024-03-01           | 2024-03-01
        2024-03-01 Fri           | 2024-03-01
        2024/3/1(金)             | 2024-03-01
        ２０２４／３／１（金）   | 2024-03-01
        2024年3月1日（金曜日）   | 2024-03-01
        令和6年3月1日(金)        | 2024-03-01
        2024年3月1日 金曜日      | 2024-03-01
        Freitag, 1. März 2024    | 2024-03-01
        Fr., 1. März 2024        | 2024-03-01
        Fr. 01.03.2024           | 2024-03-01
        vendredi 1 mars 2024     | 2024-03-01
        mar. 5 mars 2024         | 2024-03-05
        miércoles, 6 marzo 2024  | 2024-03-06
        Fri, 1/3/2024            | 2024-03-01
        Fri, 3/1/2024            | 2024-03-01
        """)
    void dates_as_people_write_them(String typed, String date) {
        CellVerdict verdict = judge("date").judge("2000-12-24", typed);
        assertEquals(CellVerdict.Kind.EDIT, verdict.kind(), verdict::toString);
        assertEquals(date, verdict.value());
        assertEquals(
                CellVerdict.Kind.REFORMATTED, judge("date").judge(date, typed).kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2024/3/1(木)                  | SUSPICIOUS | 2024-03-01
        Thu, 1 Mar 2024               | SUSPICIOUS | 2024-03-01
        2024-03-01T00:00:00Z          | SUSPICIOUS | 2024-03-01
        43922                         | SUSPICIOUS | 2020-04-01
        ４３９２２                    | SUSPICIOUS | 2020-04-01
        20240301                      | SUSPICIOUS | 2024-03-01
        45                            | SUSPICIOUS | 45
        平成32年1月1日                | INVALID    | 平成32年1月1日
        昭和64年1月8日                | INVALID    | 昭和64年1月8日
        明治5年12月2日                | INVALID    | 明治5年12月2日
        令和6年2月30日                | INVALID    | 令和6年2月30日
        2024年3月①日                  | INVALID    | 2024年3月①日
        Fritag, 1. März 2024          | INVALID    | Fritag, 1. März 2024
        R6.3                          | INVALID    | R6.3
        """)
    void what_is_doubtful_is_asked(String typed, CellVerdict.Kind kind, String value) {
        CellVerdict verdict = judge("date").judge("2000-12-24", typed);
        assertEquals(kind, verdict.kind(), verdict::toString);
        assertEquals(value, verdict.value());
    }

    @Test
    void an_instant_is_a_timestamp_in_the_time_zone_of_the_export() {
        CellJudge judge = judge("timestamp");
        assertEquals(
                "2024-03-01 09:00:00",
                judge.judge("2000-12-24 00:00:00", "2024-03-01T00:00:00Z").value());
        assertEquals(
                "2024-03-01 10:30:00",
                judge.judge("2000-12-24 00:00:00", "2024-02-29T20:30:00-05:00").value());
        assertEquals(
                "2024-03-01 09:00:00",
                judge.judge("2000-12-24 00:00:00", "2024-03-01 09:00:00 +0900").value());
        assertEquals(
                CellVerdict.Kind.REFORMATTED,
                judge.judge("2024-03-01 09:00:00", "2024-03-01T00:00:00Z").kind());
        assertEquals(
                CellVerdict.Kind.EDIT,
                judge.judge("2024-03-01 00:00:00", "2024-03-01T00:00:00Z").kind());
    }

    @Test
    void a_time_that_the_clocks_show_twice_is_asked() {
        CellJudge judge = judge("timestamp", ZoneId.of("Europe/Zurich"));
        CellVerdict verdict = judge.judge("2000-12-24 00:00:00", "2024-10-27T00:30:00Z");
        assertEquals(CellVerdict.Kind.SUSPICIOUS, verdict.kind());
        assertEquals("2024-10-27 02:30:00", verdict.value());
        assertEquals(
                "2024-07-01 02:30:00",
                judge.judge("2000-12-24 00:00:00", "2024-07-01T00:30:00Z").value());
    }

    @Test
    void a_zone_in_a_column_that_has_none_is_asked() {
        CellVerdict verdict = judge("datetime").judge("2000-12-24 00:00:00", "2024-03-01T00:00:00Z");
        assertEquals(CellVerdict.Kind.SUSPICIOUS, verdict.kind());
        assertEquals("2024-03-01 00:00:00", verdict.value());
        assertEquals(
                CellVerdict.Kind.INVALID,
                judge("timestamp", null)
                        .judge("2000-12-24 00:00:00", "2024-03-01T00:00:00Z")
                        .kind());
    }

    @Test
    void a_zone_that_a_program_puts_behind_every_time_is_its_own() {
        Evidence evidence = evidence("datetime", null);
        for (int day = 1; day < 9; day++) {
            evidence.add(0, "2024-03-0" + day + " 11:41:45", "2024-03-0" + day + "T11:41:45Z");
        }
        evidence.settle();
        CellJudge judge = evidence.judge(0, true);
        assertTrue(judge.judge("2024-03-01 11:41:45", "2024-03-01T11:41:45Z").isUnchanged());
        assertEquals(
                CellVerdict.Kind.SUSPICIOUS,
                judge.judge("2024-03-01 11:41:45", "2024-03-01T11:41:46Z").kind());
    }

    @Test
    void a_serial_number_is_answered_with_what_it_stands_for() {
        CellVerdict verdict = judge("datetime").judge("2000-12-24 00:00:00", "45292.5");
        assertEquals("2024-01-01 12:00:00", verdict.value());
        assertEquals(
                "came back as 45292.5, which is what a spreadsheet stores for 2024-01-01 12:00:00", verdict.reason());
        assertEquals("18:00:00", judge("time").judge("00:00:01", "0.75").value());
        assertEquals(
                "2020-04-01",
                judge("date").accepted(judge("date").judgeNew("43922")).value());
    }

    private static CellJudge judge(String declared) {
        return judge(declared, ZoneId.of("+09:00"));
    }

    private static CellJudge judge(String declared, ZoneId zone) {
        Evidence evidence = evidence(declared, zone);
        evidence.settle();
        return evidence.judge(0, true);
    }

    private static Evidence evidence(String declared, ZoneId zone) {
        ColumnType type = ColumnType.parse(declared, "utf8mb4", "utf8mb4_bin");
        return new Evidence(List.of(type), new FileTraits(StandardCharsets.UTF_8, true, true, "", zone));
    }
}
