package safecsv.export.pace;

/** Time that passes only when somebody sleeps, or is told to. Sleeps may come out longer, as real ones do. */
final class FakeTicker implements Ticker {
    private long now = 12_345;
    private final long oversleep;

    FakeTicker(long oversleep) {
        this.oversleep = oversleep;
    }

    @Override
    public synchronized long nanoseconds() {
        return now;
    }

    @Override
    public synchronized void sleep(long nanoseconds) {
        now += nanoseconds + oversleep;
    }

    synchronized void advance(long nanoseconds) {
        now += nanoseconds;
    }
}
