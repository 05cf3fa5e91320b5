package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;

/** The time that jobs live in, and how it relates to the time that waiting takes. */
public interface Timekeeper {
    /** The wall clock of this machine. */
    Timekeeper SYSTEM = new Timekeeper() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Duration real(Duration duration) {
            return duration;
        }

        @Override
        public Duration kept(Duration duration) {
            return duration;
        }
    };

    /** The moment in which jobs are due or not. */
    Instant now();

    /** How long waiting for this duration really takes. */
    Duration real(Duration duration);

    /** How much of this time goes by in this real duration. */
    Duration kept(Duration duration);
}
