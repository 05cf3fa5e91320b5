package safecsv.schedule;

import java.time.Duration;
import java.util.Random;

/**
 * What goes wrong in a simulated time, as chances between 0 and 1.
 *
 * @param kill at each line of the run log, before it and after it, and around the moment when a file gets its name
 * @param fullDisk at each line of the run log
 * @param failure at each attempt
 * @param outage at each wait: the server is down from some moment of it on, for minutes or for days
 * @param downtime at each wait: the daemon is down, likewise
 */
record Faults(double kill, double fullDisk, double failure, double outage, double downtime) {
    static final Faults NONE = new Faults(0, 0, 0, 0, 0);
    static final Faults MANY = new Faults(0.01, 0.005, 0.1, 0.02, 0.02);

    /** From a minute to three days, mostly short. */
    static Duration pause(Random random) {
        return Duration.ofSeconds((long) (60 * Math.pow(4320, random.nextDouble() * random.nextDouble())));
    }

    /** Some part of a wait. */
    static Duration part(Duration wait, Random random) {
        return Duration.ofMillis((long) (Math.min(wait.toMillis(), 3_000_000_000L) * random.nextDouble()));
    }
}
