package safecsv.export.pace;

import java.util.List;

/**
 * One copying thread's way past the {@link Pace} that it shares with others. For that thread alone. While it waits, the
 * server can't send and stops by itself.
 */
public final class PaceLane {
    /** Most rows between two calls of {@link #passed}. */
    private static final long MOST_ROWS = 256;

    /** Most bytes between two calls, as far as the last rows tell. */
    private static final long MOST_BYTES = 1 << 20;

    /** Steps of a throttled export are a twentieth of a second's worth. */
    private static final long STEPS_PER_SECOND = 20;

    private final WaitGate gate;
    private final List<Throttle> throttles;
    private long next = 1;
    private long lastRows;
    private long lastBytes;

    PaceLane(WaitGate gate, List<Throttle> throttles) {
        this.gate = gate;
        this.throttles = throttles;
    }

    /** The number of rows at which to call {@link #passed}. */
    public long next() {
        return next;
    }

    /**
     * Waits for as long as no more rows must be taken.
     *
     * @param rows taken by this thread so far; more than at the last call
     * @param bytes of CSV text made from them
     */
    public void passed(long rows, long bytes) throws InterruptedException {
        gate.pass();
        long moreRows = rows - lastRows;
        long moreBytes = Math.max(1, bytes - lastBytes);
        long step = Math.min(MOST_ROWS, MOST_BYTES * moreRows / moreBytes);
        for (Throttle throttle : throttles) {
            Rate rate = throttle.rate();
            long counted = rate.counted(moreRows, moreBytes);
            throttle.pass(counted);
            step = Math.min(step, rate.perSecond() / STEPS_PER_SECOND * moreRows / counted);
        }
        lastRows = rows;
        lastBytes = bytes;
        next = rows + Math.max(1, step);
    }
}
