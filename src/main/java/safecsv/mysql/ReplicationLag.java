package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.LexicalCheck;

/** How far a replica is behind: by what the server says, or by a query of the user's. */
final class ReplicationLag {
    private final Optional<BoundQuery> heartbeatQuery;
    private long checkedConnection = -1;
    private String statement;

    /** @throws SafecsvException where the query is not one that may be asked */
    ReplicationLag(Optional<String> heartbeatQuery) {
        this.heartbeatQuery = heartbeatQuery.map(text -> NamedParameters.bind(text, Map.of()));
        this.heartbeatQuery.ifPresent(query -> LexicalCheck.check(query.sql()));
    }

    /** @param side its session is READ ONLY, as {@link QueryGate} needs it */
    ServerReading.Lag ask(Connection side) throws SQLException {
        return heartbeatQuery.isPresent() ? ofHeartbeat(side, heartbeatQuery.get()) : ofReplica(side);
    }

    private ServerReading.Lag ofHeartbeat(Connection side, BoundQuery query) throws SQLException {
        long connection = WaitingLocks.connectionId(side);
        if (connection != checkedConnection) {
            QueryGate.check(side, query, TrustedFunctions.NONE);
            checkedConnection = connection;
        }
        try (PreparedStatement statement = query.prepare(side);
                ResultSet rows = statement.executeQuery()) {
            boolean found = rows.next();
            String value = found ? rows.getString(1) : null;
            return new ServerReading.Lag(
                    value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value)));
        } catch (NumberFormatException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The --heartbeat-query must give a number of seconds as its first value.", e);
        }
    }

    /**
     * The largest lag of all channels.
     *
     * @throws SafecsvException where the server is no replica, which no retry would change
     */
    private ServerReading.Lag ofReplica(Connection side) throws SQLException {
        try (Statement status = side.createStatement();
                ResultSet channels = channels(status)) {
            boolean any = false;
            boolean running = true;
            double most = 0;
            while (channels.next()) {
                any = true;
                String seconds = secondsBehind(channels);
                running &= seconds != null;
                most = seconds == null ? most : Math.max(most, Double.parseDouble(seconds));
            }
            if (!any) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "--max-lag: this server is no replica. Leave it out, or give a --heartbeat-query that tells"
                                + " the lag of the replica that matters in seconds.");
            }
            return new ServerReading.Lag(running ? OptionalDouble.of(most) : OptionalDouble.empty());
        }
    }

    /** MySQL 8.0.22 renamed the statement, 8.4 dropped the old name; MariaDB has one of its own for all channels. */
    private ResultSet channels(Statement status) throws SQLException {
        if (statement != null) {
            return status.executeQuery(statement);
        }
        SQLException last = null;
        for (String spelling : List.of("SHOW REPLICA STATUS", "SHOW SLAVE STATUS")) {
            boolean mariaDb = status.getConnection()
                    .getMetaData()
                    .getDatabaseProductVersion()
                    .contains("MariaDB");
            String sql = mariaDb ? "SHOW ALL SLAVES STATUS" : spelling;
            try {
                ResultSet rows = status.executeQuery(sql);
                statement = sql;
                return rows;
            } catch (SQLException e) {
                if (e.getErrorCode() != ServerErrors.SYNTAX_ERROR) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private static String secondsBehind(ResultSet channels) throws SQLException {
        for (int column = 1; column <= channels.getMetaData().getColumnCount(); column++) {
            String name = channels.getMetaData().getColumnLabel(column);
            if (name.equalsIgnoreCase("Seconds_Behind_Source") || name.equalsIgnoreCase("Seconds_Behind_Master")) {
                return channels.getString(column);
            }
        }
        return null;
    }
}
