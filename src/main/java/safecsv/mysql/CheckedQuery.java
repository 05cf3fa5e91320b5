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
     * @param trustFunctions whether the bodies of the stored functions that it calls are left unread
     */
    public static CheckedQuery of(ReadSession session, BoundQuery query, boolean trustFunctions) {
        List<ResultColumn> columns = QueryGate.check(session.connection(), query);
        checkFunctions(session, query, trustFunctions);
        return new CheckedQuery(query, false, columns);
    }

    /**
     * Checks a table's query and writes the select list that keeps FLOAT exact.
     *
     * @param trustFunctions as above
     */
    public static CheckedQuery of(ReadSession session, TableSelect table, boolean trustFunctions) {
        BoundQuery plain = BoundQuery.of(table.plainSql());
        List<ResultColumn> columns = QueryGate.check(session.connection(), plain);
        checkFunctions(session, plain, trustFunctions);
        if (columns.stream().noneMatch(column -> column.kind() == ColumnKind.FLOAT)) {
            return new CheckedQuery(plain, false, columns);
        }
        BoundQuery exact = BoundQuery.of(table.exactSql(columns));
        QueryGate.check(session.connection(), exact);
        return new CheckedQuery(exact, true, columns);
    }

    private static void checkFunctions(ReadSession session, BoundQuery query, boolean trustFunctions) {
        if (!trustFunctions) {
            RoutineCheck.check(session.connection(), query);
        }
    }

    /** The columns of the running query; a FLOAT that was widened is a {@link ColumnKind#WIDENED_FLOAT}. */
    public List<ResultColumn> columns(RowStream stream) {
        return exactFloats ? described.stream().map(ResultColumn::widened).toList() : stream.columns();
    }
}
