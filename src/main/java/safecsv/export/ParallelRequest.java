package safecsv.export;

import java.util.Objects;
import safecsv.mysql.SnapshotAgreement;
import safecsv.mysql.TableSelect;

/**
 * An export of one table in pieces.
 *
 * @param export its source is a table that is not to be edited
 * @param connections how many read at the same time; from 1 to {@link #MOST_CONNECTIONS}
 * @param agreement how their snapshots come to be of one moment
 * @param resume what becomes of it when it is interrupted
 */
public record ParallelRequest(ExportRequest export, int connections, SnapshotAgreement agreement, Resume resume) {
    /** Whether an export that does not reach its end leaves something. */
    public enum Resume {
        /** Nothing. */
        NEVER,
        /** What is complete, so that it can be continued. */
        POSSIBLE,
        /** As {@link #POSSIBLE}; and it continues one that did. */
        CONTINUE
    }

    /** More would be no export that production can live with. */
    public static final int MOST_CONNECTIONS = 64;

    public ParallelRequest {
        Objects.requireNonNull(agreement);
        Objects.requireNonNull(resume);
        if (resume != Resume.NEVER && !(export.target() instanceof ExportTarget.File)) {
            throw new IllegalArgumentException("only a file can be continued");
        }
        if (export.source().table().isEmpty() || export.source().editable()) {
            throw new IllegalArgumentException("only a table can be divided, and none that is to be edited");
        }
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("not a number of connections: " + connections);
        }
    }

    /** The table. */
    TableSelect select() {
        return export.source().table().orElseThrow();
    }
}
