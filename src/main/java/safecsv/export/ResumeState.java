package safecsv.export;

import java.util.List;
import java.util.Objects;
import safecsv.mysql.table.ChunkPlan;

/**
 * What an export that was interrupted has complete, as it is kept beside its target. A plain value.
 *
 * @param format {@link #FORMAT}
 * @param request what else the bytes depend on, as a digest: dialect, header, time zone of the session
 * @param plan its pieces
 * @param complete how many of them are written, from the first
 * @param rows of those
 * @param bytes of those, the header included
 * @param sha256 of those bytes
 * @param part the file that begins with them, in the target's directory
 * @param snapshots the server's time of each snapshot that they were read from, ISO 8601
 */
public record ResumeState(
        int format,
        String request,
        ChunkPlan plan,
        int complete,
        long rows,
        long bytes,
        String sha256,
        String part,
        List<String> snapshots) {
    /** The only one so far. */
    public static final int FORMAT = 1;

    public ResumeState {
        Objects.requireNonNull(request);
        Objects.requireNonNull(plan);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(part);
        snapshots = List.copyOf(snapshots);
        if (format != FORMAT
                || complete < 0
                || complete > plan.size()
                || rows < 0
                || bytes < 0
                || part.contains("/")
                || part.contains("\\")) {
            throw new IllegalArgumentException("no state of an export");
        }
    }
}
