package safecsv.mysql;

import java.util.List;
import safecsv.mysql.table.ChunkPlan;
import safecsv.mysql.table.KeyRange;
import safecsv.mysql.table.PrimaryKey;
import safecsv.mysql.table.TableDefinition;

/** Makes the plan by which a table is read in pieces. */
public final class ChunkPlanner {
    private final ReadSession session;

    /** @param session is asked, and reads no rows but keys */
    public ChunkPlanner(ReadSession session) {
        this.session = session;
    }

    /**
     * The plan and the columns that each piece will have.
     *
     * @param select which rows and columns of the table
     * @param checked the same, checked by the server
     * @param bytesPerChunk about how much data a piece should have
     * @throws safecsv.SafecsvException usage (2), where the table has no primary key of whole columns
     */
    public Planned plan(TableSelect select, CheckedQuery checked, long bytesPerChunk) {
        TableDefinition table = TableReader.read(session, select.table());
        PrimaryKey key = KeyReader.read(session, table);
        List<ResultColumn> columns =
                checked.described().stream().map(ResultColumn::widened).toList();
        List<KeyRange> ranges = KeySplitter.split(session, table, key, bytesPerChunk);
        ChunkPlan plan = new ChunkPlan(
                session.server().uuid(),
                table.quotedName(),
                table.fingerprint(),
                select.exactList(checked.described()),
                select.where().orElse(null),
                key,
                ranges);
        QueryGate.check(session.connection(), BoundQuery.of(plan.sql(0)));
        return new Planned(plan, table, columns);
    }

    /**
     * A plan, and what it was made from.
     *
     * @param columns those of each piece's result
     */
    public record Planned(ChunkPlan plan, TableDefinition table, List<ResultColumn> columns) {
        public Planned {
            columns = List.copyOf(columns);
        }
    }
}
