package safecsv.export.pace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the copying threads stand while the server has too much to do. Thread-safe. */
final class WaitGate {
    private final Ticker ticker;
    private final List<String> reasons = new ArrayList<>();
    private volatile String closedFor;
    private int waiting;
    private long waitingSince;
    private long waited;

    WaitGate(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Returns at once while it is open; else when it opens. */
    void pass() throws InterruptedException {
        if (closedFor != null) {
            await();
        }
    }

    private synchronized void await() throws InterruptedException {
        if (waiting++ == 0) {
            waitingSince = ticker.nanoseconds();
        }
        try {
            while (closedFor != null) {
                wait();
            }
        } finally {
            if (--waiting == 0) {
                waited += ticker.nanoseconds() - waitingSince;
            }
        }
    }

    /** Stops all from now on; returns whether it was open. */
    synchronized boolean close(String reason, String kind) {
        boolean wasOpen = closedFor == null;
        closedFor = reason;
        if (!reasons.contains(kind)) {
            reasons.add(kind);
        }
        return wasOpen;
    }

    /** Lets all pass again; returns whether it was closed. */
    synchronized boolean open() {
        boolean wasClosed = closedFor != null;
        closedFor = null;
        notifyAll();
        return wasClosed;
    }

    /** How long no thread got through, though at least one wanted to. */
    synchronized Duration waited() {
        long now = waiting > 0 ? ticker.nanoseconds() - waitingSince : 0;
        return Duration.ofNanos(waited + now);
    }

    /** What it was closed for, each once. */
    synchronized List<String> reasons() {
        return List.copyOf(reasons);
    }
}
