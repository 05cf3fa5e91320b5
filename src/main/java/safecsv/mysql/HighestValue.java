package safecsv.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.Identifiers;

/** The highest value of a column in the result of a query, as text that can stand in a condition. */
public final class HighestValue {
    /** What numbers, dates, UUIDs and ULIDs are made of; nothing that a string literal would have to escape. */
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z :.+_-]{1,200}");

    private HighestValue() {}

    /**
     * Asks the server.
     *
     * @param query passes the gate first
     * @param trusted the functions and views that are not looked at
     * @param timeout after which the server ends it; zero for none
     * @return empty where the result has no row, or only NULL
     * @throws SafecsvException where the query is refused or fails, or the value is of a kind that can't be compared
     */
    public static Optional<String> of(
            ConnectionPool pool, BoundQuery query, TrustedFunctions trusted, String column, Duration timeout) {
        BoundQuery highest = new BoundQuery(
                query.source(),
                "SELECT MAX(%s) FROM (\n%s\n) AS safecsv_new".formatted(Identifiers.quoted(column), query.sql()),
                query.values());
        try (ReadSession session = ReadSession.open(pool, timeout)) {
            QueryGate.check(session, query, trusted);
            try (PreparedStatement statement = highest.prepare(session.connection());
                    ResultSet result = statement.executeQuery()) {
                requireExact(column, result.getMetaData().getColumnType(1));
                result.next();
                // Not getString, which alters the text of some numbers.
                return Optional.ofNullable(result.getBytes(1))
                        .map(bytes -> plain(column, new String(bytes, StandardCharsets.UTF_8)));
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** The server prints a FLOAT with six digits, so that the rows above that would be above no watermark and below none. */
    private static void requireExact(String column, int type) {
        if (type == Types.REAL || type == Types.FLOAT) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The column %s can't be a watermark: it is a FLOAT, whose text is not its value. Choose a column that only grows. Nothing was written."
                            .formatted(column));
        }
    }

    /** A condition on a column: {@code operator} with a value that came from here. */
    public static String condition(String column, String operator, String value) {
        return Identifiers.quoted(column) + " " + operator + " '" + plain(column, value) + "'";
    }

    /** The rows of a query whose column is at most this value, in the column's order. */
    public static BoundQuery upTo(BoundQuery query, String column, Optional<String> value) {
        String condition =
                value.map(highest -> condition(column, "<=", highest)).orElse("FALSE");
        return new BoundQuery(
                query.source(),
                "SELECT * FROM (\n%s\n) AS safecsv_new WHERE %s ORDER BY %s"
                        .formatted(query.sql(), condition, Identifiers.quoted(column)),
                query.values());
    }

    /** The query that reads a table's rows. */
    public static BoundQuery query(TableSelect table) {
        return BoundQuery.of(table.plainSql());
    }

    private static String plain(String column, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    ("The column %s can't be a watermark: '%s' is no number, date or plain word. Choose a column that"
                                    + " only grows. Nothing was written.")
                            .formatted(column, value));
        }
        return value;
    }
}
