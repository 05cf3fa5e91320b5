package safecsv.mysql;

import java.util.List;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
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
        return planned(select, checked, table, key, KeySplitter.split(session, table, key, bytesPerChunk));
    }

    /**
     * An earlier plan, once more.
     *
     * @throws SafecsvException refused (4), where server, table or request are not the plan's
     */
    public Planned again(TableSelect select, CheckedQuery checked, ChunkPlan earlier) {
        TableDefinition table = TableReader.read(session, select.table());
        PrimaryKey key = KeyReader.read(session, table);
        Planned now = planned(select, checked, table, key, earlier.ranges());
        requireSame("server", earlier.server(), now.plan().server());
        requireSame("table", earlier.table(), now.plan().table());
        requireSame("table's definition", earlier.fingerprint(), now.plan().fingerprint());
        requireSame("list of columns", earlier.selectList(), now.plan().selectList());
        requireSame("condition of --where", earlier.where(), now.plan().where());
        requireSame("primary key", earlier.key(), now.plan().key());
        return now;
    }

    private static void requireSame(String what, Object earlier, Object now) {
        if (!Objects.equals(earlier, now)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "The interrupted export can't be continued: the %s is another one now. Nothing was written. Begin anew: remove the file that ends in .safecsv-resume.json, and use --resumable."
                            .formatted(what));
        }
    }

    private Planned planned(
            TableSelect select, CheckedQuery checked, TableDefinition table, PrimaryKey key, List<KeyRange> ranges) {
        List<ResultColumn> columns =
                checked.described().stream().map(ResultColumn::widened).toList();
        ChunkPlan plan = new ChunkPlan(
                session.server().uuid(),
                table.quotedName(),
                table.fingerprint(),
                select.exactList(checked.described()),
                select.where().orElse(null),
                key,
                ranges);
        // What the table and the condition call was looked at with the whole query.
        QueryGate.check(session, BoundQuery.of(plan.sql(0)), TrustedFunctions.ALL);
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
