package safecsv.export.pace;

import java.time.Duration;
import java.util.List;

/**
 * What was decided on the way.
 *
 * @param waited how long no rows were taken because the server had too much to do
 * @param reasons what it waited for; empty where it did not
 * @param unwatched sentences: what was to be watched and could not be, all the time or for a while
 */
public record PaceSummary(Duration waited, List<String> reasons, List<String> unwatched) {
    /** It neither waited nor missed anything. */
    public static final PaceSummary NOTHING = new PaceSummary(Duration.ZERO, List.of(), List.of());

    public PaceSummary {
        reasons = List.copyOf(reasons);
        unwatched = List.copyOf(unwatched);
    }
}
