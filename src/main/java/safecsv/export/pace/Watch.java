package safecsv.export.pace;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

/**
 * Asks the server how it is, once a second, and opens and closes the {@link WaitGate} accordingly. When the server can't be
 * asked, everything stays as it is: a stream that flows flows on, one that waits waits.
 */
final class Watch {
    /** Below the server's net_write_timeout of an hour, after which it would cut a connection that nobody reads from. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(50);

    private final PaceLimits limits;
    private final Supplier<ServerReading> server;
    private final WaitGate gate;
    private final PaceListener listener;
    private final Ticker ticker;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile boolean streaming;
    private volatile boolean ended;
    private long waitingSince;
    private int failures;
    private String lastFailure;

    /** @param server asks it once; throws a {@link SafecsvException} where that fails */
    Watch(PaceLimits limits, Supplier<ServerReading> server, WaitGate gate, PaceListener listener, Ticker ticker) {
        this.limits = limits;
        this.server = server;
        this.gate = gate;
        this.listener = listener;
        this.ticker = ticker;
    }

    /**
     * Asks once, before the query begins.
     *
     * @throws SafecsvException where the export must not begin, or where the server can't be watched as it should
     */
    void first() {
        Verdict verdict = Verdict.of(limits, server.get());
        if (verdict.kind() == Verdict.Kind.STOP) {
            throw new SafecsvException(ExitCode.REFUSED, verdict.text());
        }
        follow(verdict);
    }

    /** Asks once; never throws. */
    void again() {
        try {
            follow(Verdict.of(limits, server.get()));
        } catch (RuntimeException e) {
            // Whatever it is, the rows do not depend on it.
            failed(e instanceof SafecsvException ? e.getMessage() : e.toString());
        }
    }

    private void follow(Verdict verdict) {
        switch (verdict.kind()) {
            case GO -> {
                if (gate.open()) {
                    listener.waiting(null);
                }
            }
            case WAIT -> waitFor(verdict);
            case STOP -> stop(verdict.text());
        }
    }

    private void waitFor(Verdict verdict) {
        if (gate.close(verdict.text(), verdict.about())) {
            waitingSince = ticker.nanoseconds();
        }
        listener.waiting(verdict.text());
        Duration waited = Duration.ofNanos(ticker.nanoseconds() - waitingSince);
        if (streaming && waited.compareTo(LONGEST_WAIT) >= 0) {
            stop(
                    "Ended after waiting for %d minutes without a break (%s): the server cuts a connection that is not read from for an hour. Export again at a quieter time, or with a higher limit."
                            .formatted(waited.toMinutes(), verdict.text()));
        }
    }

    private void stop(String why) {
        if (stopped.compareAndSet(false, true)) {
            listener.stop(new SafecsvException(ExitCode.REFUSED, why));
        }
    }

    /** Says that from now on the server sends rows, and must not be kept waiting for ever. */
    void queryBegins() {
        streaming = true;
    }

    /** Says that whatever fails from now on is no matter; returns whether it is about to stop the export. */
    boolean end() {
        ended = true;
        return stopped.get();
    }

    private synchronized void failed(String said) {
        if (ended) {
            return;
        }
        String why = said.replace(" Nothing was read or written.", ""); // true of this connection, not of the export
        lastFailure = why;
        if (failures++ == 0) {
            listener.notice("The export goes on, but the server could not be watched; it is tried again. " + why);
        }
    }

    /** What it could not watch, all the time or for a while; sentences. */
    synchronized List<String> unwatched() {
        return failures == 0
                ? List.of()
                : List.of(
                        "The server could not be watched %s while the export ran, and load, lag or a waiting DDL may have gone unseen then. %s"
                                .formatted(failures == 1 ? "once" : failures + " times", lastFailure));
    }
}
