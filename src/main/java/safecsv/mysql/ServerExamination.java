package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import safecsv.SafecsvException;
import safecsv.mysql.facts.Grants;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.facts.TableFacts;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.TableDefinition;

/** Asks a server about itself and about the account; what the account may not know is left out. Changes nothing. */
public final class ServerExamination {
    /** The longest that a table is waited for, and the longest that a question may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String VARIABLES = "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('sql_mode',"
            + " 'max_allowed_packet', 'character_set_server', 'collation_server', 'system_time_zone', 'time_zone',"
            + " 'read_only', 'super_read_only', 'innodb_read_only', 'offline_mode', 'partial_revokes',"
            + " 'max_connections', 'max_user_connections', 'sql_select_limit', 'group_concat_max_len',"
            + " 'max_execution_time', 'max_statement_time', 'init_connect', 'secure_file_priv', 'tls_version',"
            + " 'require_secure_transport', 'lower_case_table_names', 'hostname', 'port', 'version_comment')";
    private static final String TIMES = "SELECT UTC_TIMESTAMP(3), @@session.time_zone, TIMESTAMPDIFF(SECOND,"
            + " UTC_TIMESTAMP(), NOW()), CONVERT_TZ('2024-01-01', 'UTC', 'Europe/Paris') IS NOT NULL";
    private static final String TABLES = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
            + " AND TABLE_TYPE <> 'SYSTEM VIEW' ORDER BY TABLE_NAME";
    /**
     * MySQL and MariaDB put what is wrong with a view where a table has its comment; MariaDB only where a column is asked
     * for, such as the time, that makes it open the view.
     */
    private static final String BROKEN_VIEWS =
            "SELECT TABLE_NAME, CREATE_TIME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                    + " AND TABLE_TYPE = 'VIEW' AND TABLE_COMMENT <> 'VIEW' ORDER BY TABLE_NAME";

    private static final String SLEEPING_ROLES = "SELECT DISTINCT ROLE_NAME FROM information_schema.APPLICABLE_ROLES"
            + " WHERE ROLE_NAME NOT IN (SELECT ROLE_NAME FROM information_schema.ENABLED_ROLES WHERE ROLE_NAME IS NOT"
            + " NULL) ORDER BY ROLE_NAME";
    private static final String READABLE_COLUMNS = "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE"
            + " TABLE_SCHEMA = ? AND TABLE_NAME = ? AND FIND_IN_SET('select', PRIVILEGES) > 0 ORDER BY ORDINAL_POSITION";
    private static final String LOCKS = "SELECT 1 FROM performance_schema.threads ours"
            + " JOIN performance_schema.metadata_locks held ON held.OWNER_THREAD_ID = ours.THREAD_ID LIMIT 0";

    private final ReadSession session;
    private final Connection connection;
    private final Optional<String> database;

    private ServerExamination(ReadSession session, Optional<String> database) throws SQLException {
        this.session = session;
        this.connection = session.connection();
        this.database = database;
    }

    /**
     * Asks.
     *
     * @param tables to look at, as {@link TableSelect} takes them
     * @param database the one that is meant where a table's name says none; the account need not have access to it
     * @throws SafecsvException where the connection is lost or the session can't be set up, as an export would fail
     */
    public static ServerFacts of(ConnectionPool pool, List<String> tables, Optional<String> database) {
        try (ReadSession session = ReadSession.open(pool, PATIENCE)) {
            return new ServerExamination(session, database).facts(tables);
        } catch (SQLException e) {
            throw pool.whileReading(e);
        }
    }

    private ServerFacts facts(List<String> tables) throws SQLException {
        Map<String, String> variables = variables();
        List<String> times = rows(TIMES).get(0);
        boolean literalNames = "ON".equalsIgnoreCase(variables.get("partial_revokes"));
        List<String> account = rows("SELECT CURRENT_USER(), USER()").get(0);
        return new ServerFacts(
                rows("SELECT VERSION()").get(0).get(0),
                account(account.get(0)),
                account.get(1),
                variables,
                times.get(1),
                Duration.ofSeconds(Long.parseLong(times.get(2))),
                times.get(3).equals("1"),
                Duration.between(Instant.now(), Instant.parse(times.get(0).replace(' ', 'T') + "Z")),
                ifAllowed("SHOW GLOBAL STATUS LIKE 'Threads_connected'")
                        .map(status -> Long.valueOf(status.get(0).get(1))),
                TlsExamination.of(connection),
                ReplicaExamination.of(connection),
                ifAllowed("SHOW GRANTS")
                        .map(lines -> Grants.parse(
                                lines.stream().map(line -> line.get(0)).toList(), literalNames)),
                ifAllowed(SLEEPING_ROLES).orElse(List.of()).stream()
                        .map(row -> row.get(0))
                        .toList(),
                ifAllowed(LOCKS).isPresent(),
                database(),
                tables(tables));
    }

    private Map<String, String> variables() throws SQLException {
        Map<String, String> variables = new HashMap<>();
        for (List<String> variable : rows(VARIABLES)) {
            variables.put(variable.get(0).toLowerCase(Locale.ROOT), variable.get(1) == null ? "" : variable.get(1));
        }
        // The account's own limit, where it has one (MAX_USER_CONNECTIONS), stands in its session.
        variables.put(
                "max_user_connections",
                rows("SELECT @@session.max_user_connections").get(0).get(0));
        return variables;
    }

    private static ServerFacts.Account account(String text) {
        int at = text.lastIndexOf('@');
        return new ServerFacts.Account(text.substring(0, at), text.substring(at + 1));
    }

    private Optional<ServerFacts.Database> database() throws SQLException {
        if (database.isEmpty()) {
            return Optional.empty();
        }
        List<String> tables =
                rows(TABLES, database.get()).stream().map(row -> row.get(0)).toList();
        List<String> broken = rows(BROKEN_VIEWS, database.get()).stream()
                .map(row -> row.get(0))
                .toList();
        return Optional.of(new ServerFacts.Database(database.get(), tables, broken));
    }

    private List<TableFacts> tables(List<String> names) throws SQLException {
        List<TableFacts> tables = new ArrayList<>();
        for (String name : names) {
            boolean qualified = Identifiers.parts(name).size() == 2 || database.isEmpty();
            tables.add(
                    table(qualified ? name : Identifiers.quoted(database.get()) + "." + Identifiers.quotedName(name)));
        }
        return tables;
    }

    /** As an export would meet it: the server prepares its query, and executes nothing. */
    private TableFacts table(String table) throws SQLException {
        Optional<SafecsvException> refusal = Optional.empty();
        try {
            CheckedQuery.of(session, new TableSelect(table, List.of(), Optional.empty()), TrustedFunctions.NONE);
        } catch (SafecsvException e) {
            refusal = Optional.of(e);
        }
        try {
            TableDefinition definition = TableReader.read(session, table);
            return new TableFacts(
                    definition.schema(),
                    definition.name(),
                    definition.kind() == TableDefinition.Kind.VIEW,
                    definition.uniqueKeys().stream().anyMatch(key -> key.name().equals("PRIMARY")),
                    refusal.isPresent() ? readable(definition.schema(), definition.name()) : List.of(),
                    refusal);
        } catch (SafecsvException e) {
            List<String> parts = Identifiers.parts(table);
            String schema = parts.size() == 2 ? parts.get(0) : "";
            return new TableFacts(
                    schema,
                    parts.get(parts.size() - 1),
                    false,
                    false,
                    readable(schema, parts.get(parts.size() - 1)),
                    refusal.or(() -> Optional.of(e)));
        }
    }

    private List<String> readable(String schema, String table) throws SQLException {
        return rows(READABLE_COLUMNS, schema, table).stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** The rows; empty where the account may not have them, or this server has no such thing. */
    private Optional<List<List<String>>> ifAllowed(String sql) throws SQLException {
        try {
            return Optional.of(rows(sql));
        } catch (SQLException e) {
            if (ServerErrors.isConnectionLost(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    private List<List<String>> rows(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(result.getString(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
