package safecsv.export;

import java.util.Objects;
import safecsv.mysql.SnapshotAgreement;
import safecsv.mysql.TableSelect;

/**
 * An export of one table in pieces.
 *
 * @param export its source is a table
 * @param connections how many read at the same time; from 1 to {@link #MOST_CONNECTIONS}
 * @param agreement how their snapshots come to be of one moment
 */
public record ParallelRequest(ExportRequest export, int connections, SnapshotAgreement agreement) {
    /** More would be no export that production can live with. */
    public static final int MOST_CONNECTIONS = 64;

    public ParallelRequest {
        Objects.requireNonNull(agreement);
        if (!(export.source() instanceof ExportSource.Table)) {
            throw new IllegalArgumentException("only a table can be divided");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("not a number of connections: " + connections);
        }
    }

    /** The table. */
    TableSelect select() {
        return ((ExportSource.Table) export.source()).table();
    }
}
