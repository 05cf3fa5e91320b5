package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;

/** A clock that runs faster than this machine's, the same in every process that is told the same numbers. */
record SimulatedTime(Instant start, long realStart, long speed) implements Timekeeper {
    @Override
    public Instant now() {
        return start.plusMillis((System.currentTimeMillis() - realStart) * speed);
    }

    @Override
    public Duration real(Duration duration) {
        return duration.dividedBy(speed);
    }

    @Override
    public Duration kept(Duration duration) {
        return duration.multipliedBy(speed);
    }
}
