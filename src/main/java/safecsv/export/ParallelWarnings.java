package safecsv.export;

import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.ChunkPlanner;
import safecsv.mysql.SnapshotAgreement;

/** What is to be said of an export in pieces before it begins. */
final class ParallelWarnings {
    private ParallelWarnings() {}

    /** @throws SafecsvException refused, where the table's engine has no snapshots and they are wanted */
    static List<String> of(ParallelRequest request, ChunkPlanner.Planned planned) {
        List<String> warnings = new ArrayList<>();
        boolean several = request.connections() > 1 && planned.plan().size() > 1;
        String table = planned.table().qualifiedName();
        if (!planned.table().transactional()) {
            if (request.agreement() != SnapshotAgreement.NONE) {
                throw new SafecsvException(
                        ExitCode.REFUSED,
                        "%s is a table of the engine %s, which has no snapshots, so its pieces would be of several moments. Nothing was written. Use --no-consistency if that does no harm, or leave --parallel out."
                                .formatted(table, planned.table().engine()));
            }
        }
        if (several && request.agreement() == SnapshotAgreement.NONE) {
            warnings.add(
                    "The rows are not all of one moment (--no-consistency): each connection read what it found when it began.");
        }
        if (request.connections() > 1 && planned.plan().key().dividing().isEmpty()) {
            warnings.add(
                    "%s was read on one connection: its primary key begins with a column that is not divided (TIMESTAMP, FLOAT, DOUBLE, ENUM, SET, BIT, or descending)."
                            .formatted(table));
        }
        return warnings;
    }
}
