package safecsv.mysql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Which tables there are, as far as the account may see them. */
public final class TableList {
    private static final String BASE_TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY TABLE_NAME";
    private static final String ENGINE = "SELECT ENGINE FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?";

    private TableList() {}

    /**
     * The session's database.
     *
     * @throws SafecsvException usage (2), where none is selected
     */
    public static String database(ReadSession session) {
        try {
            String database = session.connection().getCatalog();
            if (database == null || database.isEmpty()) {
                throw new SafecsvException(
                        ExitCode.USAGE, "All tables of which database? Give -D DATABASE. Nothing was written.");
            }
            return database;
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** Names of a database's tables that have rows of their own; no views. */
    public static List<String> baseTables(ReadSession session, String database) {
        return texts(session, BASE_TABLES, database);
    }

    /**
     * A table's storage engine; empty where it is a view, or is not there.
     *
     * @param name of the table, or of its schema and the table, without quotes
     */
    public static Optional<String> engine(ReadSession session, List<String> name) {
        List<String> found = texts(session, ENGINE, name.size() > 1 ? name.get(0) : null, name.get(name.size() - 1));
        return found.stream().filter(engine -> engine != null).findFirst();
    }

    private static List<String> texts(ReadSession session, String sql, String... parameters) {
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<String> texts = new ArrayList<>();
                while (result.next()) {
                    texts.add(result.getString(1));
                }
                return texts;
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }
}
