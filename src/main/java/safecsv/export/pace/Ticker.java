package safecsv.export.pace;

import java.util.concurrent.TimeUnit;

/** The time, so that tests need not wait for it. */
interface Ticker {
    /** The machine's own. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoseconds() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanoseconds) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanoseconds);
        }
    };

    /** Nanoseconds since some moment; as {@link System#nanoTime}. */
    long nanoseconds();

    void sleep(long nanoseconds) throws InterruptedException;
}
