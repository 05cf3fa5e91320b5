package safecsv.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.export.ExportRequest;
import safecsv.export.ExportSource;
import safecsv.export.ParallelRequest;
import safecsv.mysql.SnapshotAgreement;

/** One table over several connections. */
final class ParallelOptions {
    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "With --table: read it over N connections, in pieces by its primary key, and write the rows in "
                            + "the key's order. Their snapshots are proven to be of one moment, for which the account needs "
                            + "PROCESS; else the export is refused.")
    private Integer connections;

    @Option(
            names = "--snapshot-lock",
            description =
                    "With --parallel: keep writers away from the table for the milliseconds in which the snapshots "
                            + "are taken, instead of PROCESS; needs LOCK TABLES on the database.")
    private boolean lock;

    @Option(
            names = "--no-consistency",
            description = "With --parallel: do without one moment; each connection reads what it finds.")
    private boolean noConsistency;

    boolean given() {
        return connections != null || lock || noConsistency;
    }

    /** Refuses all of these options. */
    void refuse(CommandLine line) {
        if (given()) {
            throw new ParameterException(line, "--parallel goes with one --table and -o.");
        }
    }

    ParallelRequest request(CommandLine line, ExportRequest export) {
        if (connections == null) {
            throw new ParameterException(
                    line, (lock ? "--snapshot-lock" : "--no-consistency") + " goes with --parallel N.");
        }
        if (connections < 1 || connections > ParallelRequest.MOST_CONNECTIONS) {
            throw new ParameterException(
                    line, "--parallel takes a number from 1 to %d.".formatted(ParallelRequest.MOST_CONNECTIONS));
        }
        if (lock && noConsistency) {
            throw new ParameterException(line, "Give only one of --snapshot-lock and --no-consistency.");
        }
        if (!(export.source() instanceof ExportSource.Table)) {
            throw new ParameterException(line, "--parallel divides a --table; it can't divide a query or --editable.");
        }
        return new ParallelRequest(export, connections, agreement());
    }

    private SnapshotAgreement agreement() {
        if (noConsistency) {
            return SnapshotAgreement.NONE;
        }
        return lock ? SnapshotAgreement.LOCKED : SnapshotAgreement.PROVEN;
    }
}
