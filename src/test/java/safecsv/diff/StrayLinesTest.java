package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import safecsv.mysql.table.TableDefinition;
import safecsv.spreadsheet.Acceptance;

class StrayLinesTest {
    private static final TableDefinition NUMBERED =
            TwoFiles.table("id int auto_increment", "name varchar(20)", "price decimal(10,2)");
    private static final TableDefinition CODED =
            TwoFiles.table("code varchar(9)", "name varchar(20)", "price decimal(10,2)");
    private static final String BASELINE = "id,name,price\n1,ann,1.50\n2,bob,2.00\n";

    @Test
    void totals_remarks_and_header_lines_are_told() {
        assertEquals(
                List.of("4 Total 3.50", "6 Note: in CHF", "7 id name price", "8 合計 3.50", "9 As of 2024"),
                told(NUMBERED, BASELINE, """
                    id,name,price
                    1,ann,1.50
                    2,bob,2.00
                    ,Total,3.50
                    ,,
                    ,Note: in CHF,
                    id,name,price
                    合計,,3.50
                    As of 2024,,
                    """));
    }

    @Test
    void the_rest_of_the_file_is_compared() {
        TwoFiles files =
                TwoFiles.compare(NUMBERED, BASELINE, "id,name,price\n1,ann,1.75\n,Total,3.75\n2,bob,2.00\n,cid,4.00\n");
        assertEquals(
                List.of("2 EDITED", "5 NEW"),
                files.touched.stream().map(row -> row.line() + " " + row.kind()).toList());
        assertEquals(1, files.tally.unchanged);
        assertEquals(1, files.tally.notRowsAsked);
    }

    @Test
    void lines_above_the_header_are_told_and_blank_ones_passed_over() {
        assertEquals(List.of(), told(NUMBERED, BASELINE, "\n\n" + BASELINE));
        assertEquals(List.of(), told(NUMBERED, BASELINE, ",,\n" + BASELINE));
        String titled = "Price list;;\n;;\nCustomer;;Amount\n" + BASELINE.replace(',', ';');
        assertEquals(List.of("1 Price list", "3 Customer Amount"), told(NUMBERED, BASELINE, titled));
        TwoFiles edited = TwoFiles.compare(NUMBERED, BASELINE, "Price list\n" + BASELINE.replace("bob", "rob"));
        assertEquals(4, edited.touched.get(0).line());
    }

    @Test
    void text_keys_that_are_totals_are_asked_where_they_are_new() {
        String baseline = "code,name,price\nTotal,ann,1.50\nb,bob,2.00\n";
        assertEquals(List.of(), told(CODED, baseline, baseline.replace("ann", "eve")));
        assertEquals(List.of("4 合計 3.50"), told(CODED, baseline, baseline + "合計,,3.50\n"));
        assertEquals(List.of("4 code name price"), told(CODED, baseline, baseline + "code,name,price\n"));
    }

    @Test
    void rows_are_no_strays() {
        for (String row : List.of(",Total Wine,3.50", "7,Total,3.50", ",bob,", "7,,", ",#1 Shop 5,2.00")) {
            TwoFiles files = TwoFiles.compare(NUMBERED, BASELINE, BASELINE + row + "\n");
            assertEquals(List.of(), files.tally.notRows(), row);
            assertEquals(1, files.touched.size(), row);
        }
        assertEquals(
                1,
                TwoFiles.compare(CODED, BASELINE.replace("id", "code"), BASELINE.replace("id", "code") + "c,,\n")
                        .touched
                        .size());
    }

    @Test
    void a_row_whose_key_is_broken_stays_a_problem() {
        TwoFiles files = TwoFiles.compare(NUMBERED, BASELINE, BASELINE + "x7,cid,4.00\n");
        assertEquals(1, files.problems.count());
        assertEquals(List.of(), files.tally.notRows());
    }

    @Test
    void lines_that_a_person_has_said_to_be_no_rows_are_not_asked() {
        TwoFiles files = TwoFiles.compare(
                NUMBERED,
                BASELINE,
                (BASELINE + ",Total,3.50\n").getBytes(StandardCharsets.UTF_8),
                new Acceptance(Set.of("not-a-row")));
        assertEquals(0, files.tally.suspiciousRows);
        assertEquals(1, files.tally.notRowsAccepted);
        assertEquals(List.of(), files.touched);
    }

    @Test
    void files_that_were_put_together_are_read() {
        String more = "\ufeffid,name,price\n3,cid,4.00\n\ufeff4,dan,5.00\n";
        TwoFiles files = TwoFiles.compare(NUMBERED, BASELINE, "\ufeff" + BASELINE + more);
        assertEquals(List.of("4 id name price"), lines(files));
        assertEquals(
                List.of("3", "4"),
                files.touched.stream().map(row -> row.key().get(0)).toList());
        assertEquals(0, files.problems.count());
    }

    @Test
    void lines_that_end_with_a_carriage_return_alone_are_read() {
        String baseline = "id,name,price\n1,\"a\rb\",1.50\n2,\"5\"\" pipe\",2.00\n3,5\" pipe,2.00\n";
        TwoFiles files = TwoFiles.compare(
                NUMBERED, baseline, baseline.replace('\n', '\r').replace("1.50", "1.75"));
        assertEquals(
                List.of("2 EDITED"),
                files.touched.stream().map(row -> row.line() + " " + row.kind()).toList());
        assertEquals(2, files.tally.unchanged);
        assertEquals(0, files.problems.count());
    }

    @Test
    void rows_that_lost_their_empty_cells_at_the_end_are_read() {
        String baseline = "id,name,price\n1,ann,\n2,,\n3,cid,4.00\n";
        TwoFiles files = TwoFiles.compare(NUMBERED, baseline, "id,name,price\n1,ann\n2\n3,eve,4.00\n");
        assertEquals(0, files.problems.count(), files.said());
        assertEquals(2, files.tally.unchanged);
        assertEquals(1, files.touched.size());
    }

    @Test
    void a_value_that_the_row_ends_before_is_asked() {
        String baseline = "id,name,price\n1,ann,\n2,,\n3,cid,4.00\n";
        TwoFiles files = TwoFiles.compare(NUMBERED, baseline, "id,name,price\n1,ann\n2\n3,cid\n");
        assertEquals(0, files.problems.count(), files.said());
        assertEquals("empty", files.tally.suspicious().get(0).damage());
        assertEquals(0, files.touched.size());
    }

    @Test
    void a_row_that_a_person_has_cut_stays_a_problem() {
        TwoFiles files = TwoFiles.compare(NUMBERED, BASELINE, "id,name,price\n1,ann\n2,bob,2.00\n");
        assertEquals(1, files.problems.count());
    }

    private static List<String> told(TableDefinition table, String baseline, String edited) {
        return lines(TwoFiles.compare(table, baseline, edited));
    }

    private static List<String> lines(TwoFiles files) {
        assertEquals(0, files.problems.count(), files.said());
        return files.tally.notRows().stream()
                .map(line -> line.line() + " " + line.text())
                .toList();
    }
}
