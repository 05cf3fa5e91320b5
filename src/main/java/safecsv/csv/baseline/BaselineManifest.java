package safecsv.csv.baseline;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a baseline's rows are.
 *
 * @param serverUuid of the server they come from
 * @param serverVersion for information
 * @param fingerprint of the table's definition then
 * @param columns in the order of the CSV
 * @param key the names of the key's columns, in the key's order
 * @param query that was run
 * @param dialect of the CSV that went out; {@code baseline.csv} itself is always in the standard dialect
 * @param form of the CSV that went out
 * @param timeZone of the session, never SYSTEM
 * @param snapshot the server's time just before the query began
 * @param rows the header not counted
 * @param bytes size of {@code baseline.csv}
 * @param sha256 of {@code baseline.csv}, lower-case hexadecimal
 */
public record BaselineManifest(
        String serverUuid,
        String serverVersion,
        String schema,
        String table,
        String fingerprint,
        List<BaselineColumn> columns,
        List<String> key,
        String query,
        String dialect,
        SentForm form,
        String timeZone,
        Instant snapshot,
        long rows,
        long bytes,
        String sha256) {
    /** The version of the format that this program writes, and the only one that it reads. */
    public static final int VERSION = 1;

    public BaselineManifest {
        Objects.requireNonNull(serverUuid);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(table);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(form);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The same with what is known only after the last row. */
    public BaselineManifest completed(long allRows, long allBytes, String digest) {
        return new BaselineManifest(
                serverUuid,
                serverVersion,
                schema,
                table,
                fingerprint,
                columns,
                key,
                query,
                dialect,
                form,
                timeZone,
                snapshot,
                allRows,
                allBytes,
                digest);
    }
}
