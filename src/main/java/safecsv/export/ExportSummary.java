package safecsv.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an export did.
 *
 * @param target its name: a path, or "standard output"
 * @param rows data rows, the header not counted
 * @param bytes size of the CSV text, header included
 * @param duration from the request to the published file
 * @param sha256 of all bytes, lower-case hexadecimal
 * @param snapshot the server's time just before the query began
 * @param warnings what the reader of the file ought to know; one sentence each
 */
public record ExportSummary(
        String target,
        long rows,
        long bytes,
        Duration duration,
        String sha256,
        Instant snapshot,
        List<String> warnings) {
    public ExportSummary {
        warnings = List.copyOf(warnings);
    }
}
