package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import safecsv.mysql.facts.ReplicaFacts;
import safecsv.mysql.facts.ReplicaFacts.Role;

/** Asks whether the server is a replica, and how far behind. */
final class ReplicaExamination {
    /** MySQL 8.0.22 renamed the statement and 8.4 dropped the old name; MariaDB has one for all channels. */
    private static final List<String> SPELLINGS =
            List.of("SHOW REPLICA STATUS", "SHOW ALL SLAVES STATUS", "SHOW SLAVE STATUS");

    private static final Set<String> LAG = Set.of("seconds_behind_source", "seconds_behind_master");

    private ReplicaExamination() {}

    static ReplicaFacts of(Connection connection) throws SQLException {
        for (String sql : SPELLINGS) {
            try (Statement statement = connection.createStatement();
                    ResultSet channels = statement.executeQuery(sql)) {
                return facts(channels);
            } catch (SQLException e) {
                if (ServerErrors.isConnectionLost(e)) {
                    throw e;
                }
                // Another spelling, or no right to ask.
            }
        }
        return new ReplicaFacts(Role.NOT_TOLD, OptionalLong.empty());
    }

    private static ReplicaFacts facts(ResultSet channels) throws SQLException {
        int column = lagColumn(channels.getMetaData());
        boolean any = false;
        boolean running = true;
        long worst = 0;
        while (channels.next()) {
            any = true;
            String seconds = channels.getString(column);
            running &= seconds != null;
            worst = seconds == null ? worst : Math.max(worst, (long) Double.parseDouble(seconds));
        }
        return new ReplicaFacts(
                any ? Role.REPLICA : Role.NO_REPLICA, any && running ? OptionalLong.of(worst) : OptionalLong.empty());
    }

    private static int lagColumn(ResultSetMetaData columns) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (LAG.contains(columns.getColumnLabel(column).toLowerCase(Locale.ROOT))) {
                return column;
            }
        }
        throw new SQLException("no column that tells the lag");
    }
}
