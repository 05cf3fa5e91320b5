package safecsv.export.pace;

/**
 * Holds one {@link Rate}, however many threads take their share of it. What passed since the start never exceeds what the
 * rate allows for that time by more than one step of the caller and {@link #AHEAD}; time that was not used can be made up for
 * only up to {@link #CREDIT}, so that after a pause no burst follows.
 */
final class Throttle {
    /** Half a second. */
    static final long CREDIT = 500_000_000L;

    /** Five milliseconds: a shorter sleep costs more than it is worth, since the system's own rounding is of that order. */
    static final long AHEAD = 5_000_000L;

    private final Rate rate;
    private final Ticker ticker;
    private boolean started;
    private long paidUntil;
    private long waited;

    Throttle(Rate rate, Ticker ticker) {
        this.rate = rate;
        this.ticker = ticker;
    }

    Rate rate() {
        return rate;
    }

    /** Waits until so much more may have passed. */
    void pass(long amount) throws InterruptedException {
        long wait = reserve(amount);
        if (wait > AHEAD) {
            ticker.sleep(wait);
        }
    }

    private synchronized long reserve(long amount) {
        long now = ticker.nanoseconds();
        if (!started) {
            started = true;
            paidUntil = now;
        } else if (now - paidUntil > CREDIT) {
            paidUntil = now - CREDIT;
        }
        paidUntil += Math.round(amount * 1e9 / rate.perSecond());
        long wait = paidUntil - now;
        waited += wait > AHEAD ? wait : 0;
        return wait;
    }

    /** Nanoseconds waited, of all threads together. */
    synchronized long waited() {
        return waited;
    }
}
