package safecsv.mysql;

import java.util.List;

/**
 * A query that has passed the gate.
 *
 * @param exactFloats whether its FLOAT columns are read as the DOUBLE of the same value
 */
public record CheckedQuery(BoundQuery query, boolean exactFloats, List<ResultColumn> described) {
    public CheckedQuery {
        described = List.copyOf(described);
    }

    /**
     * Checks a query that the user wrote.
     *
     * @param trusted the functions and views that are not looked at
     */
    public static CheckedQuery of(ReadSession session, BoundQuery query, TrustedFunctions trusted) {
        return new CheckedQuery(query, false, QueryGate.check(session, query, trusted));
    }

    /**
     * Checks a table's query and writes the select list that keeps FLOAT exact.
     *
     * @param trusted as above
     */
    public static CheckedQuery of(ReadSession session, TableSelect table, TrustedFunctions trusted) {
        BoundQuery plain = BoundQuery.of(table.plainSql());
        List<ResultColumn> columns = QueryGate.check(session, plain, trusted);
        if (columns.stream().noneMatch(column -> column.kind() == ColumnKind.FLOAT)) {
            return new CheckedQuery(plain, false, columns);
        }
        BoundQuery exact = BoundQuery.of(table.exactSql(columns));
        // It calls and reads nothing that the other does not.
        QueryGate.check(session, exact, TrustedFunctions.ALL);
        return new CheckedQuery(exact, true, columns);
    }

    /** The columns of the running query; a FLOAT that was widened is a {@link ColumnKind#WIDENED_FLOAT}. */
    public List<ResultColumn> columns(RowStream stream) {
        return exactFloats ? described.stream().map(ResultColumn::widened).toList() : stream.columns();
    }
}
