package safecsv.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.export.ExportRequest;
import safecsv.export.ExportTarget;
import safecsv.export.ParallelRequest;
import safecsv.export.ParallelRequest.Resume;
import safecsv.mysql.SnapshotAgreement;

/** One table over several connections. */
final class ParallelOptions {
    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "With --table: read it over N connections, in pieces by its primary key, and write the rows in the"
                            + " key's order. Their snapshots are proven to be of one moment, for which the account needs"
                            + " PROCESS; else the export is refused.")
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

    @Option(
            names = "--resumable",
            description =
                    "With --table and -o: keep what is complete when the export is interrupted or fails, for --resume.")
    private boolean resumable;

    @Option(
            names = "--resume",
            description =
                    "Continue an export that was begun with --resumable and the same options. The file is then of "
                            + "more than one snapshot.")
    private boolean resume;

    boolean given() {
        return resumable || resume || connections != null || lock || noConsistency;
    }

    /** Refuses all of these options. */
    void refuse(CommandLine line) {
        if (given()) {
            throw new ParameterException(line, "--parallel, --resumable and --resume go with one --table.");
        }
    }

    ParallelRequest request(CommandLine line, ExportRequest export) {
        if (connections == null && (lock || noConsistency)) {
            throw new ParameterException(
                    line, (lock ? "--snapshot-lock" : "--no-consistency") + " goes with --parallel N.");
        }
        int readers = connections == null ? 1 : connections;
        if (readers < 1 || readers > ParallelRequest.MOST_CONNECTIONS) {
            throw new ParameterException(
                    line, "--parallel takes a number from 1 to %d.".formatted(ParallelRequest.MOST_CONNECTIONS));
        }
        if (lock && noConsistency) {
            throw new ParameterException(line, "Give only one of --snapshot-lock and --no-consistency.");
        }
        if (export.source().table().isEmpty() || export.source().editable()) {
            throw new ParameterException(
                    line,
                    "--parallel, --resumable and --resume divide a --table, which a query or --editable can't be.");
        }
        return new ParallelRequest(export, readers, agreement(), resume(line, export));
    }

    private Resume resume(CommandLine line, ExportRequest export) {
        if (resumable && resume) {
            throw new ParameterException(line, "Give only one of --resumable, to begin, and --resume, to continue.");
        }
        if ((resumable || resume) && !(export.target() instanceof ExportTarget.File)) {
            throw new ParameterException(line, "Only a file can be continued: give -o FILE.");
        }
        if (resume) {
            return Resume.CONTINUE;
        }
        return resumable ? Resume.POSSIBLE : Resume.NEVER;
    }

    private SnapshotAgreement agreement() {
        if (noConsistency) {
            return SnapshotAgreement.NONE;
        }
        return lock ? SnapshotAgreement.LOCKED : SnapshotAgreement.PROVEN;
    }
}
