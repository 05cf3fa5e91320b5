package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.Fingerprint;
import safecsv.mysql.table.ParentReference;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.TableTrigger;
import safecsv.mysql.table.UniqueKey;

/** Reads a {@link TableDefinition} from information_schema, which takes no more than SELECT on the table. */
public final class TableReader {
    private static final String TABLE =
            "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE FROM information_schema.TABLES"
                    + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?";
    private static final String COLUMNS =
            "SELECT COLUMN_NAME, COLUMN_TYPE, CHARACTER_SET_NAME, COLLATION_NAME, IS_NULLABLE, COLUMN_DEFAULT, EXTRA,"
                    + " GENERATION_EXPRESSION FROM information_schema.COLUMNS"
                    + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
    private static final String KEYS = "SELECT INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0 ORDER BY INDEX_NAME, SEQ_IN_INDEX";
    private static final String TRIGGERS =
            "SELECT TRIGGER_NAME, ACTION_TIMING, EVENT_MANIPULATION, ACTION_STATEMENT FROM information_schema.TRIGGERS"
                    + " WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? ORDER BY TRIGGER_NAME";
    private static final String CHILDREN =
            "SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_COLUMN_NAME,"
                    + " r.DELETE_RULE, r.UPDATE_RULE FROM information_schema.KEY_COLUMN_USAGE k"
                    + " JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA"
                    + " AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME"
                    + " WHERE k.REFERENCED_TABLE_SCHEMA = ? AND k.REFERENCED_TABLE_NAME = ?"
                    + " ORDER BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";
    private static final String PARENTS =
            "SELECT CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME,"
                    + " REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ? AND"
                    + " TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION";
    private static final String TRIGGER_RIGHT =
            "SELECT COUNT(*) FROM (SELECT GRANTEE FROM information_schema.USER_PRIVILEGES"
                    + " WHERE PRIVILEGE_TYPE = 'TRIGGER'"
                    + " UNION ALL SELECT GRANTEE FROM information_schema.SCHEMA_PRIVILEGES"
                    + " WHERE PRIVILEGE_TYPE = 'TRIGGER' AND TABLE_SCHEMA = ?"
                    + " UNION ALL SELECT GRANTEE FROM information_schema.TABLE_PRIVILEGES"
                    + " WHERE PRIVILEGE_TYPE = 'TRIGGER' AND TABLE_SCHEMA = ? AND TABLE_NAME = ?) own"
                    + " WHERE REPLACE(GRANTEE, '''', '') = CURRENT_USER()";

    private final Connection connection;

    private TableReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads the definition as it is now.
     *
     * @param table {@code table} or {@code schema.table}, each part plain or in backquotes
     * @throws SafecsvException usage (2), where the name says no schema and none is selected; failed (5), where there is
     *     no such table or the account can't see it
     */
    public static TableDefinition read(ReadSession session, String table) {
        try {
            return read(session.connection(), table);
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** As {@link #read(ReadSession, String)}, in a session of another kind. */
    static TableDefinition read(Connection connection, String table) throws SQLException {
        List<String> parts = Identifiers.parts(table);
        String schema = parts.size() == 2 ? parts.get(0) : connection.getCatalog();
        if (schema == null || schema.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "Which database is %s in? Give -D DATABASE, or write DATABASE.TABLE.".formatted(table));
        }
        return new TableReader(connection).definition(schema, parts.get(parts.size() - 1));
    }

    private TableDefinition definition(String schema, String name) throws SQLException {
        List<List<String>> found = rows(TABLE, schema, name);
        if (found.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "There is no table %s.%s, or this account may not read it.".formatted(schema, name));
        }
        List<String> table = found.get(0);
        String engine = table.get(3) == null ? "" : table.get(3);
        Fingerprint fingerprint = new Fingerprint().add(engine);
        List<ColumnDefinition> columns = columns(table.get(0), table.get(1), fingerprint);
        List<UniqueKey> keys = keys(table.get(0), table.get(1));
        for (UniqueKey key : keys) {
            fingerprint.add(key.name()).add(key.columns().toArray(String[]::new));
        }
        return new TableDefinition(
                table.get(0),
                table.get(1),
                kind(table.get(2)),
                engine,
                columns,
                keys,
                triggers(table.get(0), table.get(1)),
                seesTriggers(table.get(0), table.get(1)),
                children(table.get(0), table.get(1)),
                parents(table.get(0), table.get(1)),
                fingerprint.hex());
    }

    private static TableDefinition.Kind kind(String type) {
        return switch (type) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> TableDefinition.Kind.BASE_TABLE;
            case "VIEW" -> TableDefinition.Kind.VIEW;
            default -> TableDefinition.Kind.OTHER;
        };
    }

    private List<ColumnDefinition> columns(String schema, String name, Fingerprint fingerprint) throws SQLException {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (List<String> row : rows(COLUMNS, schema, name)) {
            fingerprint.add(row.toArray(String[]::new));
            String extra = row.get(6).toUpperCase(Locale.ROOT);
            boolean nullable = row.get(4).equals("YES");
            // MySQL says VIRTUAL GENERATED, also in DEFAULT_GENERATED, which is something else.
            boolean generated = extra.contains("VIRTUAL GENERATED")
                    || extra.contains("STORED GENERATED")
                    || extra.contains("PERSISTENT");
            boolean autoIncrement = extra.contains("AUTO_INCREMENT");
            columns.add(new ColumnDefinition(
                    row.get(0),
                    ColumnType.parse(row.get(1), row.get(2), row.get(3)),
                    nullable,
                    generated,
                    extra.contains("INVISIBLE"),
                    autoIncrement,
                    extra.contains("ON UPDATE"),
                    nullable
                            || generated
                            || autoIncrement
                            || row.get(5) != null
                            || extra.contains("DEFAULT_GENERATED")));
        }
        return columns;
    }

    private List<UniqueKey> keys(String schema, String name) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (List<String> row : rows(KEYS, schema, name)) {
            columns.computeIfAbsent(row.get(0), key -> new ArrayList<>())
                    .add(row.get(1) != null && row.get(2) == null ? row.get(1) : "");
        }
        List<UniqueKey> keys = new ArrayList<>();
        columns.forEach((key, parts) -> {
            // A part without a name of its own is an expression or the beginning of a column.
            if (!parts.contains("")) {
                keys.add(key.equals(UniqueKey.PRIMARY) ? 0 : keys.size(), new UniqueKey(key, parts));
            }
        });
        return keys;
    }

    private List<TableTrigger> triggers(String schema, String name) throws SQLException {
        List<TableTrigger> triggers = new ArrayList<>();
        for (List<String> row : rows(TRIGGERS, schema, name)) {
            triggers.add(new TableTrigger(row.get(0), row.get(1), row.get(2), TriggerBody.sets(row.get(3))));
        }
        return triggers;
    }

    /** information_schema.TRIGGERS is empty, and says nothing of it, for who may not see them. */
    private boolean seesTriggers(String schema, String name) throws SQLException {
        return !rows(TRIGGER_RIGHT, schema, schema, name).get(0).get(0).equals("0");
    }

    private List<ChildReference> children(String schema, String name) throws SQLException {
        Map<List<String>, List<List<String>>> constraints = new LinkedHashMap<>();
        for (List<String> row : rows(CHILDREN, schema, name)) {
            constraints
                    .computeIfAbsent(row.subList(0, 3), key -> new ArrayList<>())
                    .add(row);
        }
        List<ChildReference> children = new ArrayList<>();
        constraints.forEach((id, parts) -> children.add(new ChildReference(
                id.get(0),
                id.get(1),
                id.get(2),
                parts.stream().map(part -> part.get(3)).toList(),
                parts.stream().map(part -> part.get(4)).toList(),
                parts.get(0).get(5),
                parts.get(0).get(6))));
        return children;
    }

    private List<ParentReference> parents(String schema, String name) throws SQLException {
        Map<String, List<List<String>>> constraints = new LinkedHashMap<>();
        for (List<String> row : rows(PARENTS, schema, name)) {
            constraints.computeIfAbsent(row.get(0), key -> new ArrayList<>()).add(row);
        }
        List<ParentReference> parents = new ArrayList<>();
        constraints.forEach((constraint, parts) -> parents.add(new ParentReference(
                constraint,
                parts.stream().map(part -> part.get(1)).toList(),
                parts.get(0).get(2),
                parts.get(0).get(3),
                parts.stream().map(part -> part.get(4)).toList())));
        return parents;
    }

    /** All rows of a statement as texts. */
    private List<List<String>> rows(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }
}
