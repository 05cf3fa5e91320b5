package safecsv.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import safecsv.mysql.table.TableDefinition;

class RowJudgeTest {
    private static final TableDefinition PRICES =
            TwoFiles.table("id int", "price decimal(10,3) not null", "name varchar(20) not null");

    @Test
    void a_key_that_is_there_twice_is_found_behind_a_suspicious_cell() {
        TwoFiles files = TwoFiles.compare(
                PRICES,
                "id,price,name\n1,4.304,a\n2,5.500,b\n3,6.250,c\n4,7.100,d\n",
                "id,price,name\n1,4.304,a\n1,4.304,CHANGED\n2,5.5,b\n3,6.25,c\n4,7.1,d\n");
        assertEquals(List.of("line 3, column id: the key is in line 2 already"), problems(files));
    }

    private static List<String> problems(TwoFiles files) {
        return files.problems.first().stream().map(CsvProblem::toString).toList();
    }
}
