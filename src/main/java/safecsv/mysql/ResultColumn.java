package safecsv.mysql;

import com.mysql.cj.result.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a result.
 *
 * @param name its label, as the query names it
 */
public record ResultColumn(String name, ColumnKind kind) {
    static List<ResultColumn> of(Field[] fields) {
        List<ResultColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.add(new ResultColumn(field.getName(), ColumnKind.of(field)));
        }
        return List.copyOf(columns);
    }

    /** This column with its FLOAT read as the DOUBLE of the same value. */
    ResultColumn widened() {
        return kind == ColumnKind.FLOAT ? new ResultColumn(name, ColumnKind.WIDENED_FLOAT) : this;
    }
}
