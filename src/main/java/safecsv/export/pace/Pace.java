package safecsv.export.pace;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

/**
 * Holds an export to its {@link PaceLimits}. One object serves all connections and threads of an export. The server is
 * watched by a thread of its own: from the start where a limit asks for that, else only once the query has run for a
 * second, or for two where half of it is done after one, so that a short export needs no second connection.
 */
public final class Pace implements AutoCloseable {
    /** Nanoseconds from one question to the next. */
    private static final long PERIOD = 1_000_000_000L;

    private final PaceLimits limits;
    private final Ticker ticker;
    private final WaitGate gate;
    private final List<Throttle> throttles;
    private final Watch watch;
    private BooleanSupplier halfDone;
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

    /** As {@link #beforeQuery(BooleanSupplier)}, of a query of which nobody knows how far it is. */
    public void beforeQuery() throws InterruptedException {
        beforeQuery(() -> false);
    }

    /**
     * Waits until the query may begin, and watches the server from then on. Called once.
     *
     * @param halfDone whether half of the rows are there; asked by another thread
     * @throws SafecsvException where it must not begin, or a limit can't be watched on this server
     */
    public void beforeQuery(BooleanSupplier halfDone) throws InterruptedException {
        this.halfDone = halfDone;
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
            if (!limits.fromTheStart() && halfDone.getAsBoolean()) {
                // The rest is about as soon done as a connection opened, the locks looked at and the query ended.
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
