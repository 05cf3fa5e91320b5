package safecsv.export.pace;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

/**
 * Holds an export to its {@link PaceLimits}. One object serves all connections and threads of an export. The server is
 * watched by a thread of its own: from the start where a limit asks for that, else only once the query has run for a
 * second, or up to three where it is nearly done, so that a short export needs no second connection.
 */
public final class Pace implements AutoCloseable {
    /** Nanoseconds from one question to the next. */
    private static final long PERIOD = 1_000_000_000L;

    /** Seconds after which it is watched, however near its end it seems to be. */
    private static final int LATEST_LOOK = 3;

    /** Seconds that a query may still take without being watched. */
    private static final double SHORT_REST = 1.5;

    private final PaceLimits limits;
    private final Ticker ticker;
    private final WaitGate gate;
    private final List<Throttle> throttles;
    private final Watch watch;
    private DoubleSupplier share;
    private final Thread thread = new Thread(this::run, "watch-server");

    /**
     * Without effect until {@link #beforeQuery}.
     *
     * @param server asks the server once; throws a {@link SafecsvException} where that fails
     */
    public Pace(PaceLimits limits, Supplier<ServerReading> server, PaceListener listener) {
        this(limits, server, listener, Ticker.SYSTEM);
    }

    Pace(PaceLimits limits, Supplier<ServerReading> server, PaceListener listener, Ticker ticker) {
        this.limits = limits;
        this.ticker = ticker;
        this.gate = new WaitGate(ticker);
        this.watch = new Watch(limits, server, gate, listener, ticker);
        this.throttles = limits.throttles().stream()
                .map(rate -> new Throttle(rate, ticker))
                .toList();
        thread.setDaemon(true);
    }

    /** As {@link #beforeQuery(DoubleSupplier)}, of a query of which nobody knows how far it is. */
    public void beforeQuery() throws InterruptedException {
        beforeQuery(() -> 0);
    }

    /**
     * Waits until the query may begin, and watches the server from then on. Called once.
     *
     * @param share of the rows that are there, of 1; 0 where nobody knows; asked by another thread
     * @throws SafecsvException where it must not begin, or a limit can't be watched on this server
     */
    public void beforeQuery(DoubleSupplier share) throws InterruptedException {
        this.share = share;
        if (limits.fromTheStart()) {
            watch.first();
        }
        if (limits.watches()) {
            thread.start();
        }
        gate.pass();
        watch.queryBegins();
    }

    private void run() {
        try {
            ticker.sleep(PERIOD);
            for (int seconds = 1; seconds < LATEST_LOOK && !limits.fromTheStart() && isNearlyDone(seconds); seconds++) {
                ticker.sleep(PERIOD);
            }
            while (true) {
                long next = ticker.nanoseconds() + PERIOD;
                watch.again();
                ticker.sleep(Math.max(PERIOD / 4, next - ticker.nanoseconds()));
            }
        } catch (InterruptedException e) {
            // The export has ended, and with it this thread.
            return;
        }
    }

    /** What waits for the table then waits no longer than it would for the next look, the query's end and a cleared lock. */
    private boolean isNearlyDone(int seconds) {
        double done = share.getAsDouble();
        return done > 0 && seconds * (1 - done) / done <= SHORT_REST;
    }

    /** For one copying thread. */
    public PaceLane lane() {
        return new PaceLane(gate, throttles);
    }

    /** What was decided so far. */
    public PaceSummary summary() {
        return new PaceSummary(gate.waited(), gate.reasons(), watch.unwatched());
    }

    /** Ends the watching. An export that is being stopped is still stopped. */
    @Override
    public void close() {
        if (!watch.end()) {
            thread.interrupt();
        }
    }
}
