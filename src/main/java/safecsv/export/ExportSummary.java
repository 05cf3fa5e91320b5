package safecsv.export;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import safecsv.csv.WrittenPart;
import safecsv.export.pace.PaceSummary;

/**
 * What an export did.
 *
 * @param target its name: a path, or "standard output"
 * @param server where the rows came from: the one that answered, and what it was reached through
 * @param rows data rows, the header not counted
 * @param parts what was written, in order; one, but where the export is divided
 * @param earlierBytes bytes of the CSV text that an interrupted run had read, and this one copied; 0 where nothing was resumed
 * @param duration from the request to the published files
 * @param snapshot the server's time just before the query began
 * @param pace what the export did for the server's sake; nothing, where it is one of several
 * @param warnings what the reader of the file ought to know; one sentence each
 */
public record ExportSummary(
        String target,
        String server,
        long rows,
        List<WrittenPart> parts,
        long earlierBytes,
        Duration duration,
        Instant snapshot,
        PaceSummary pace,
        List<String> warnings) {
    public ExportSummary {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    ExportSummary resumedAfter(long bytes) {
        return new ExportSummary(target, server, rows, parts, bytes, duration, snapshot, pace, warnings);
    }

    ExportSummary paced(PaceSummary what) {
        return new ExportSummary(target, server, rows, parts, earlierBytes, duration, snapshot, what, warnings);
    }

    /** This summary with these warnings before its own. */
    ExportSummary warnedFirst(List<String> first) {
        List<String> all = new ArrayList<>(first);
        all.addAll(warnings);
        return new ExportSummary(target, server, rows, parts, earlierBytes, duration, snapshot, pace, all);
    }

    /** Size of all files. */
    public long bytes() {
        return parts.stream().mapToLong(WrittenPart::bytes).sum();
    }

    /** Size of the CSV text before compression, headers included. */
    public long textBytes() {
        return parts.stream().mapToLong(WrittenPart::textBytes).sum();
    }
}
