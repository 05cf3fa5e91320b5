package safecsv.schedule.jobs;

import java.util.Map;
import java.util.Optional;

/**
 * The form of a job's file.
 *
 * @param dialect the name of a dialect, as {@code --dialect} takes it
 * @param binary {@code hex} or {@code base64}
 * @param compress {@code gzip} or {@code zstd}, or empty
 * @param masks how each named column is made unreadable, as {@code --mask} takes it
 */
public record OutputSettings(
        String dialect, boolean header, String binary, Optional<String> compress, Map<String, String> masks) {
    public OutputSettings {
        masks = Map.copyOf(masks);
    }
}
