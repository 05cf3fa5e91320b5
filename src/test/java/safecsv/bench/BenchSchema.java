package safecsv.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** The tables that are exported. What is there is reused when it fits and never dropped or changed when it doesn't. */
final class BenchSchema {
    private BenchSchema() {}

    /** Loads the schema where the database is missing or empty, and requires the row counts otherwise. */
    static void ensure(Connection connection, BenchOptions options) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database if not exists " + quoted(options.database) + " character set utf8mb4");
            statement.execute("use " + quoted(options.database));
            if (number(statement, "select count(*) from information_schema.tables where table_schema = database()")
                    == 0) {
                load(statement, options);
            }
            requireRows(statement, options, "orders", options.orders);
            requireRows(statement, options, "salaries", options.salaries);
        }
    }

    private static void load(Statement statement, BenchOptions options) throws SQLException, IOException {
        System.err.printf(
                "Loading %,d orders and %,d salaries into %s …%n", options.orders, options.salaries, options.database);
        statement.execute("set @orders = " + options.orders + ", @salaries = " + options.salaries);
        for (String sql : script().split(";\\R", -1)) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private static String script() throws IOException {
        try (InputStream script = Objects.requireNonNull(BenchSchema.class.getResourceAsStream("/bench/bench.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void requireRows(Statement statement, BenchOptions options, String table, long wanted)
            throws SQLException {
        long found = number(statement, "select count(*) from " + table);
        if (found != wanted) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "Table %s.%s has %,d rows, and %,d were asked for. It was left as it is: ask for its row count with --%s, or name another database with --database."
                            .formatted(options.database, table, found, wanted, table));
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }
}
