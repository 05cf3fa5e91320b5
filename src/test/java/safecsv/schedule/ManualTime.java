package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test sets it. */
final class ManualTime implements Timekeeper {
    private volatile Instant now;

    ManualTime(String now) {
        this.now = Instant.parse(now);
    }

    void set(String moment) {
        now = Instant.parse(moment);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration real(Duration duration) {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration kept(Duration duration) {
        return duration;
    }
}
