package safecsv.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import safecsv.export.pace.PaceSummary;

/**
 * What an export of several did.
 *
 * @param server where the rows came from
 * @param exports in order; what each took is from its query to its lasting file
 * @param duration from the request to the published files
 * @param snapshot the server's time just before the snapshot that all were read from
 * @param pace what the export did for the server's sake
 * @param warnings what concerns all of them; one sentence each
 */
public record SeveralSummary(
        String directory,
        String server,
        List<ExportSummary> exports,
        Duration duration,
        Instant snapshot,
        PaceSummary pace,
        List<String> warnings) {
    public SeveralSummary {
        exports = List.copyOf(exports);
        warnings = List.copyOf(warnings);
    }

    /** Rows of all. */
    public long rows() {
        return exports.stream().mapToLong(ExportSummary::rows).sum();
    }

    /** Bytes of all files. */
    public long bytes() {
        return exports.stream().mapToLong(ExportSummary::bytes).sum();
    }
}
