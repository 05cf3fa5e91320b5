package safecsv.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the stand-in server says to a statement.
 *
 * @param columns the result's columns; empty for a statement without a result
 * @param rows one text per column; null is NULL
 */
record Answer(List<Column> columns, List<List<String>> rows) {
    /** A result column. {@code type} is the protocol's number, {@code collation} 255 for utf8mb4 and 63 for binary. */
    record Column(String name, int type, int collation, int flags) {
        static Column text(String name) {
            return new Column(name, 253, 255, 0);
        }
    }

    static final int ROWS = 10;
    private static final Pattern ITEM = Pattern.compile(
            "(?:@@(?:session\\.|global\\.)?(\\w+)|(\\w+)\\([^)]*\\))(?:\\s+AS\\s+`?(\\w+)`?)?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("'(\\w+)'");

    /** As a MySQL 9.7 on Linux says them; the driver reads these when it connects. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("auto_increment_increment", "1"),
            Map.entry("character_set_client", "utf8mb4"),
            Map.entry("character_set_connection", "utf8mb4"),
            Map.entry("character_set_results", "utf8mb4"),
            Map.entry("character_set_server", "utf8mb4"),
            Map.entry("collation_server", "utf8mb4_0900_ai_ci"),
            Map.entry("collation_connection", "utf8mb4_0900_ai_ci"),
            Map.entry("interactive_timeout", "28800"),
            Map.entry("license", "GPL"),
            Map.entry("lower_case_table_names", "0"),
            Map.entry("max_allowed_packet", "67108864"),
            Map.entry("net_write_timeout", "60"),
            Map.entry("performance_schema", "1"),
            Map.entry("sql_mode", "STRICT_TRANS_TABLES"),
            Map.entry("system_time_zone", "UTC"),
            Map.entry("time_zone", "SYSTEM"),
            Map.entry("transaction_isolation", "REPEATABLE-READ"),
            Map.entry("wait_timeout", "28800"),
            Map.entry("utc_timestamp", "2024-02-29 12:34:56.123456"),
            Map.entry("version", StandInServer.VERSION),
            Map.entry("version_comment", "MySQL Community Server - GPL"),
            Map.entry("connection_id", "7"));

    static Answer to(String sql) {
        String statement = sql.replaceAll("/\\*.*?\\*/", "").strip();
        String upper = statement.toUpperCase(Locale.ROOT);
        if (upper.startsWith("SHOW WARNINGS")) {
            return new Answer(List.of(Column.text("Level"), Column.text("Code"), Column.text("Message")), List.of());
        }
        if (upper.startsWith("SHOW SESSION VARIABLES")) {
            return ofVariables(statement);
        }
        if (upper.startsWith("EXPLAIN")) {
            return row("id", "1", "table", "orders", "rows", "10", "filtered", "100.00", "extra", "Using where");
        }
        if (upper.contains("TABLE_TYPE, 0 FROM INFORMATION_SCHEMA.TABLES")) {
            return row("schema", "shop", "name", "orders", "type", "BASE TABLE", "0", "0");
        }
        if (upper.contains("METADATA_LOCKS")) {
            return row("lock", "lock", "schema", "shop", "name", "orders", "waiter", null);
        }
        if (!upper.startsWith("SELECT") && !upper.startsWith("WITH") && !upper.startsWith("SHOW")) {
            return new Answer(List.of(), List.of());
        }
        if (upper.startsWith("SELECT @@") || !upper.contains(" FROM ")) {
            return ofServerValues(statement);
        }
        return ofEveryKind();
    }

    /** @param namesAndValues in turns; a null value is NULL */
    private static Answer row(String... namesAndValues) {
        List<Column> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.add(Column.text(namesAndValues[i]));
            values.add(namesAndValues[i + 1]);
        }
        return new Answer(columns, List.of(values));
    }

    private static Answer ofServerValues(String statement) {
        List<Column> columns = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Matcher item = ITEM.matcher(statement);
        while (item.find()) {
            String name = item.group(1) != null ? item.group(1) : item.group(2);
            columns.add(Column.text(item.group(3) != null ? item.group(3) : item.group()));
            row.add(VALUES.getOrDefault(name.toLowerCase(Locale.ROOT), "0"));
        }
        return columns.isEmpty() ? ofEveryKind() : new Answer(columns, List.of(row));
    }

    /** The variables named in quotes; every session here is read-only, whatever it has set. */
    private static Answer ofVariables(String statement) {
        List<List<String>> rows = new ArrayList<>();
        Matcher name = QUOTED.matcher(statement);
        while (name.find()) {
            String value = name.group(1).equals("transaction_read_only") ? "ON" : VALUES.get(name.group(1));
            if (value != null) {
                rows.add(List.of(name.group(1), value));
            }
        }
        return new Answer(List.of(Column.text("Variable_name"), Column.text("Value")), rows);
    }

    /** One column of each kind that an export encodes in a way of its own. */
    private static Answer ofEveryKind() {
        List<Column> columns = List.of(
                new Column("id", 3, 63, 0x4203),
                Column.text("name"),
                new Column("price", 246, 63, 0),
                new Column("ordered_at", 12, 63, 0x80),
                new Column("picture", 252, 63, 0x90),
                new Column("ratio", 5, 63, 0),
                new Column("mask", 16, 63, 0x20));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add(List.of("" + i, "山田, \"太郎\"", "12.50", "2024-02-29 12:34:56", "\u0001\u0002", "0.5", "\u0001"));
        }
        return new Answer(columns, rows);
    }
}
