package safecsv.mysql;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link WriteSession} behaves.
 *
 * @param timeZone of the session that read the values, which gives a TIMESTAMP its text
 * @param lockWait how long to wait for a row or a table that another session holds; whole seconds, at least one
 */
public record WriteSettings(String timeZone, Duration lockWait) {
    /** Refuses null and a wait of less than a second, which the server can't do. */
    public WriteSettings {
        Objects.requireNonNull(timeZone);
        if (lockWait.toSeconds() < 1) {
            throw new IllegalArgumentException("a lock wait of " + lockWait);
        }
    }
}
