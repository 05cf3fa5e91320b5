package safecsv.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.result.ResultSetMetaData;
import com.mysql.cj.result.Field;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where the columns of a query's result come from, as the server describes them when it prepares the query. */
public final class ColumnOrigins {
    private ColumnOrigins() {}

    /**
     * The labels of the columns that are not plain columns of a table under their own names: expressions, and columns under
     * another name.
     *
     * @param query that has passed the gate
     */
    public static List<String> computed(ReadSession session, BoundQuery query) {
        try (PreparedStatement prepared =
                session.connection().unwrap(JdbcConnection.class).serverPrepareStatement(query.sql())) {
            List<String> computed = new ArrayList<>();
            for (Field field : ((ResultSetMetaData) prepared.getMetaData()).getFields()) {
                String label = Objects.requireNonNullElse(field.getName(), "");
                boolean plain = !Objects.requireNonNullElse(field.getOriginalTableName(), "")
                                .isEmpty()
                        && label.equalsIgnoreCase(field.getOriginalName());
                if (!plain) {
                    computed.add(label);
                }
            }
            return computed;
        } catch (SQLException e) {
            throw PrepareErrors.translate(e, query);
        }
    }
}
