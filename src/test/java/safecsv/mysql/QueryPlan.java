package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How the server would run a statement. */
final class QueryPlan {
    private QueryPlan() {}

    /** EXPLAIN's access type of the only table. */
    static String accessType(String sql) {
        try (Connection connection = GateServer.administrator();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN FORMAT=TRADITIONAL " + sql)) {
            row.next();
            return row.getString("type");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
