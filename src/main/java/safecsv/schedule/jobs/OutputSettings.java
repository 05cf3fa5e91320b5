package safecsv.schedule.jobs;

import java.util.Optional;
import safecsv.export.mask.Masks;

/**
 * The form of a job's file.
 *
 * @param dialect the name of a dialect, as {@code --dialect} takes it
 * @param binary {@code hex} or {@code base64}
 * @param compress {@code gzip} or {@code zstd}, or empty
 * @param masks of columns whose values never leave in clear
 */
public record OutputSettings(String dialect, boolean header, String binary, Optional<String> compress, Masks masks) {}
