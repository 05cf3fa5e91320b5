package safecsv.mysql;

import com.mysql.cj.result.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of a result.
 *
 * @param name its label, as the query names it; may be empty
 * @param type in SQL's words, such as {@code VARCHAR(20)}
 */
public record ResultColumn(String name, ColumnKind kind, String type) {
    static List<ResultColumn> of(Field[] fields) {
        List<ResultColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            // The driver gives null for the empty name, which SELECT '' has.
            String name = field.getName() == null ? "" : field.getName();
            columns.add(new ResultColumn(name, ColumnKind.of(field), ColumnTypeName.of(field)));
        }
        return List.copyOf(columns);
    }

    /** This column with its FLOAT read as the DOUBLE of the same value. */
    ResultColumn widened() {
        return kind == ColumnKind.FLOAT ? new ResultColumn(name, ColumnKind.WIDENED_FLOAT, type) : this;
    }
}
