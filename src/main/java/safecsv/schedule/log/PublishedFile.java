package safecsv.schedule.log;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A file that a job has published, or is about to.
 *
 * @param path its absolute name
 * @param staged the temporary name that it had before
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param due the due time that it is for
 */
public record PublishedFile(Path path, Path staged, String sha256, long bytes, long rows, Instant due) {
    public PublishedFile {
        Objects.requireNonNull(path);
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(due);
    }
}
