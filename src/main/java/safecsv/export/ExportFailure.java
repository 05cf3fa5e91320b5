package safecsv.export;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.RefusedOutputException;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ServerErrors;

/** Says why an export ended, and what is where now. */
final class ExportFailure {
    private final ExportPlace place;
    private final ExportRequest.Limits limits;
    private final ExportProgress progress;
    private final List<ReadSession> sessions;

    /** @param sessions all that were opened; they are closed by now */
    ExportFailure(ExportPlace place, ExportRequest.Limits limits, ExportProgress progress, List<ReadSession> sessions) {
        this.place = place;
        this.limits = limits;
        this.progress = progress;
        this.sessions = sessions;
    }

    /**
     * @param reason why it was stopped, or null
     * @throws OutputClosedException where the reader of standard output wants no more
     */
    SafecsvException explain(StopReason reason, Duration elapsed, Exception cause) throws OutputClosedException {
        Duration timeout = limits.timeout();
        // The server's own limit is the same one, and which of the two ends the query first is chance.
        if (reason == StopReason.TIMEOUT || (!timeout.isZero() && elapsed.compareTo(timeout) >= 0)) {
            return refused(
                    "Stopped at the time limit of %s s after %s.".formatted(timeout.toMillis() / 1000.0, howFar()),
                    "Raise --timeout, or ask for fewer rows.",
                    cause);
        }
        if (reason == StopReason.INTERRUPTED) {
            return new SafecsvException(
                    ExitCode.INTERRUPTED, "Interrupted after %s. %s".formatted(howFar(), whatIsWhere(cause)), cause);
        }
        if (reason == StopReason.TOO_MANY_ROWS) {
            String what = "The result has more than %s, the most that --max-rows allows.";
            return new SafecsvException(
                    ExitCode.REFUSED,
                    what.formatted(Counted.of(limits.maxRows(), "row")) + " " + whatIsWhere(cause)
                            + " Raise --max-rows, or ask for fewer rows.",
                    new TooManyRowsException(cause));
        }
        if (cause instanceof RefusedOutputException error) {
            return refused("%s It got as far as %s.".formatted(error.getMessage(), howFar()), error.remedy(), cause);
        }
        if (cause instanceof IOException error) {
            return writing(error);
        }
        if (cause instanceof SafecsvException error) {
            return progress.rows() == 0
                    ? error
                    : new SafecsvException(
                            error.exitCode(),
                            "%s It got as far as %s. %s".formatted(error.getMessage(), howFar(), whatIsWhere(cause)),
                            error);
        }
        throw new IllegalStateException("an export was stopped for no reason", cause);
    }

    private SafecsvException writing(IOException cause) throws OutputClosedException {
        String said = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (place.stream() && said.toLowerCase(Locale.ROOT).contains("pipe")) {
            throw new OutputClosedException(cause);
        }
        return new SafecsvException(
                ExitCode.FAILED,
                "Can't write %s: %s. It got as far as %s. %s"
                        .formatted(place.name(), said, howFar(), whatIsWhere(cause)),
                cause);
    }

    private SafecsvException refused(String what, String next, Exception cause) {
        return new SafecsvException(ExitCode.REFUSED, what + " " + whatIsWhere(cause) + " " + next, cause);
    }

    private String howFar() {
        return "%s (%s)".formatted(Counted.of(progress.rows(), "row"), Counted.of(progress.bytes(), "byte"));
    }

    private String whatIsWhere(Exception cause) {
        String left = Stream.of(cause.getSuppressed())
                .filter(SafecsvException.class::isInstance)
                .map(unremoved -> " " + unremoved.getMessage())
                .collect(Collectors.joining());
        return place.untouched() + "; " + query(cause) + "." + left;
    }

    private String query(Exception cause) {
        if (ServerErrors.saysShutdown(cause)) {
            return "the query was ended";
        }
        String running = sessions.stream()
                .filter(session -> !session.queryEnded())
                .map(session -> "KILL QUERY " + session.connectionId())
                .collect(Collectors.joining("; "));
        return running.isEmpty()
                ? "the query was ended"
                : "the query may still run on the server, which could not be asked to end it: %s there"
                        .formatted(running);
    }
}
