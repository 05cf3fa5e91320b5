package safecsv.mysql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/**
 * How many rows a query would read, by the optimizer's own estimate. It takes an EXPLAIN, which does not run the query.
 *
 * <p>Source of the columns: MySQL manual, "EXPLAIN Output Format".
 *
 * @param read from all tables
 * @param result that are in the result, where one table is read without grouping; else it says nothing
 */
public record ReadEstimate(long read, long result) {
    /**
     * A line of EXPLAIN.
     *
     * @param select the number of the SELECT that it is of; 0 for none
     * @param rows estimated for each time it is read
     * @param filtered percent of them that go on to the next table
     * @param extra what else is said; never null
     */
    record Line(int select, double rows, double filtered, String extra) {}

    /**
     * Asks the server.
     *
     * @return empty where it does not say (SHOW, a view without the SHOW VIEW privilege, …), and where a LIMIT ends
     *     the reading early
     */
    public static Optional<ReadEstimate> of(ReadSession session, BoundQuery query) {
        BoundQuery explain =
                new BoundQuery(query.source(), "EXPLAIN FORMAT=TRADITIONAL " + query.sql(), query.values());
        List<Line> lines = new ArrayList<>();
        try (PreparedStatement statement = explain.prepare(session.connection())) {
            if (!statement.execute()) {
                return Optional.empty();
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    addLine(rows, lines);
                }
            }
        } catch (SQLException e) {
            ServerErrors.requireConnection(e);
            // The query itself has passed; that the server can't explain it is no reason not to run it.
            return Optional.empty();
        }
        if (lines.isEmpty() || endsEarly(query.sql(), lines)) {
            return Optional.empty();
        }
        return Optional.of(new ReadEstimate(rowsRead(lines), rowsGiven(lines)));
    }

    private static void addLine(ResultSet row, List<Line> lines) throws SQLException {
        Map<String, String> values = new HashMap<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.put(row.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT), row.getString(column));
        }
        String rows = values.get("rows");
        String table = values.get("table");
        if (rows == null || (table != null && table.startsWith("<"))) {
            return; // the rows of a temporary table were counted where they came from
        }
        String filtered = values.get("filtered");
        String extra = values.get("extra");
        lines.add(new Line(
                values.get("id") == null ? 0 : Integer.parseInt(values.get("id")),
                Double.parseDouble(rows),
                filtered == null ? 100 : Double.parseDouble(filtered),
                extra == null ? "" : extra));
    }

    /**
     * The sum over all tables; a table that is joined is read once for each row that reaches it, unless its rows are kept in
     * a join buffer.
     */
    static long rowsRead(List<Line> lines) {
        Map<Integer, Double> reaching = new HashMap<>();
        double read = 0;
        for (Line line : lines) {
            double before = reaching.getOrDefault(line.select(), 1.0);
            read += line.rows() * (line.extra().contains("join buffer") ? 1 : before);
            reaching.put(line.select(), Math.max(1, before * line.rows() * line.filtered() / 100));
        }
        return read >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.round(read);
    }

    /** The rows that pass all conditions. */
    static long rowsGiven(List<Line> lines) {
        double given = 1;
        for (Line line : lines) {
            given *= line.rows() * line.filtered() / 100;
        }
        return Math.round(given);
    }

    /** EXPLAIN's rows know nothing of LIMIT; what has to be sorted or grouped first is read to its end all the same. */
    static boolean endsEarly(String sql, List<Line> lines) {
        boolean wholeFirst = lines.stream()
                .anyMatch(line ->
                        line.extra().contains("Using filesort") || line.extra().contains("Using temporary"));
        return !wholeFirst && hasOuterLimit(SqlScanner.scan(sql));
    }

    private static boolean hasOuterLimit(List<SqlToken> tokens) {
        int depth = 0;
        for (SqlToken token : tokens) {
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            if (depth == 0 && token.isWord("LIMIT")) {
                return true;
            }
        }
        return false;
    }
}
