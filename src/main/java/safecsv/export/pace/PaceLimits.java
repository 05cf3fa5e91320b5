package safecsv.export.pace;

import java.util.List;

/**
 * What an export owes the server.
 *
 * @param throttles speeds that are all held
 */
public record PaceLimits(List<Rate> throttles) {
    /** No limit. */
    public static final PaceLimits DEFAULT = new PaceLimits(List.of());

    public PaceLimits {
        throttles = List.copyOf(throttles);
    }
}
