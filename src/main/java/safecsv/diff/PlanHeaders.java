package safecsv.diff;

import java.util.List;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanServer;
import safecsv.diff.plan.PlanSession;
import safecsv.diff.plan.PlanTable;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;

/** The header of a plan that a comparison makes. */
final class PlanHeaders {
    private PlanHeaders() {}

    /** All but sources and counts. */
    static PlanHeader of(ServerIdentity server, TableDefinition table, Layout layout) {
        return new PlanHeader(
                PlanHeader.Purpose.CHANGE,
                new PlanServer(server.uuid(), server.version()),
                new PlanTable(
                        table.schema(),
                        table.name(),
                        table.fingerprint(),
                        table.columns().stream()
                                .map(column -> column(column, layout))
                                .toList(),
                        layout.key().stream().map(DiffColumn::name).toList()),
                new PlanSession(server.timeZone(), server.sqlMode()),
                List.of(),
                PlanCounts.NONE);
    }

    private static PlanColumn column(ColumnDefinition column, Layout layout) {
        return new PlanColumn(
                column.name(),
                column.type().declared(),
                column.type().characterSet(),
                column.type().collation(),
                role(column, layout));
    }

    private static PlanColumn.Role role(ColumnDefinition column, Layout layout) {
        if (column.generated()) {
            return PlanColumn.Role.READ_ONLY;
        }
        return layout.columns().stream()
                .filter(known -> known.is(column))
                .findFirst()
                .map(known -> known.role() == BaselineColumn.Role.KEY ? PlanColumn.Role.KEY : PlanColumn.Role.DATA)
                .orElse(PlanColumn.Role.DATA);
    }
}
