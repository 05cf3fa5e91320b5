package safecsv.diff.plan;

import java.util.Objects;

/**
 * The settings of the session that read the values, which give some of them their text: whoever writes them back needs the
 * same.
 *
 * @param timeZone {@code @@session.time_zone}; an offset keeps its meaning longer than {@code SYSTEM}
 * @param sqlMode {@code @@session.sql_mode}
 */
public record PlanSession(String timeZone, String sqlMode) {
    /** Refuses null. */
    public PlanSession {
        Objects.requireNonNull(timeZone);
        Objects.requireNonNull(sqlMode);
    }
}
