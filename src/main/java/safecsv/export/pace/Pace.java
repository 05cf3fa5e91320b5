package safecsv.export.pace;

import java.util.List;

/**
 * Holds an export to its {@link PaceLimits}. One object serves all connections of an export; its methods may be called by
 * any thread.
 */
public final class Pace implements AutoCloseable {
    private final WaitGate gate;
    private final List<Throttle> throttles;

    public Pace(PaceLimits limits) {
        this(limits, Ticker.SYSTEM);
    }

    Pace(PaceLimits limits, Ticker ticker) {
        gate = new WaitGate(ticker);
        throttles = limits.throttles().stream()
                .map(rate -> new Throttle(rate, ticker))
                .toList();
    }

    /** For one copying thread. */
    public PaceLane lane() {
        return new PaceLane(gate, throttles);
    }

    /** What was decided so far. */
    public PaceSummary summary() {
        return new PaceSummary(gate.waited(), gate.reasons(), List.of());
    }

    @Override
    public void close() {}
}
