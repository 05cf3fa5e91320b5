package safecsv.export.pace;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.ServerReading;

/**
 * What follows from a reading.
 *
 * @param about what it is about, without the value of the moment; null with {@link Kind#GO}
 * @param text a clause; null with {@link Kind#GO}
 */
record Verdict(Kind kind, String about, String text) {
    enum Kind {
        /** Rows are taken. */
        GO,
        /** No rows are taken for now. */
        WAIT,
        /** The export ends. */
        STOP
    }

    static final Verdict GO = new Verdict(Kind.GO, null, null);

    /**
     * Judges; the worst counts.
     *
     * @throws SafecsvException where a limit is on a variable that the server does not have, or that is no number
     */
    static Verdict of(PaceLimits limits, ServerReading reading) {
        if (!reading.waiting().isEmpty()) {
            return new Verdict(Kind.STOP, "waiting DDL", ddl(reading.waiting().get(0)));
        }
        for (LoadLimit limit : limits.criticalLoad()) {
            BigDecimal value = value(limit, reading.status());
            if (exceeds(value, limit)) {
                return new Verdict(Kind.STOP, limit.variable(), critical(limit, value));
            }
        }
        for (LoadLimit limit : limits.maxLoad()) {
            BigDecimal value = value(limit, reading.status());
            if (exceeds(value, limit)) {
                return new Verdict(Kind.WAIT, limit.variable(), comparison(limit, value));
            }
        }
        return limits.lag()
                .most()
                .flatMap(most -> reading.lag().map(lag -> of(most, lag.seconds())))
                .orElse(GO);
    }

    private static Verdict of(Duration most, OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return new Verdict(Kind.WAIT, "replication lag", "replication does not run, its lag is not known");
        }
        return seconds.getAsDouble() * 1000 > most.toMillis()
                ? new Verdict(
                        Kind.WAIT,
                        "replication lag",
                        "replication lag %s s > %s s"
                                .formatted(number(seconds.getAsDouble()), number(most.toMillis() / 1000.0)))
                : GO;
    }

    private static String ddl(String waiting) {
        return ("Gave way to another session: %s, and while that waits for this export, every later query on the table waits"
                        + " too. Export again when it is done, or let all of them wait with --no-yield-to-ddl.")
                .formatted(waiting);
    }

    private static String critical(LoadLimit limit, BigDecimal value) {
        return "Ended because the server has too much to do: %s, which is above --critical-load. Export again at a quieter time, or raise --critical-load."
                .formatted(comparison(limit, value));
    }

    private static boolean exceeds(BigDecimal value, LoadLimit limit) {
        return value.compareTo(BigDecimal.valueOf(limit.most())) > 0;
    }

    private static BigDecimal value(LoadLimit limit, Map<String, String> status) {
        String value = status.get(limit.variable());
        if (value == null) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The server has no status variable %s; SHOW GLOBAL STATUS lists them.".formatted(limit.variable()));
        }
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The status variable %s is no number but '%s'.".formatted(limit.variable(), value),
                    e);
        }
    }

    private static String comparison(LoadLimit limit, BigDecimal value) {
        return "%s %s > %d".formatted(limit.variable(), value.toPlainString(), limit.most());
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
