package safecsv.mysql;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The transactions that may have written, as {@code SHOW ENGINE INNODB STATUS} lists them at one moment. Source: MySQL
 * manual, "InnoDB Standard Monitor and Lock Monitor Output".
 *
 * <p>The server prints the counter first and then, holding the mutex under which transactions end and snapshots are
 * taken, every transaction that has a number and has not ended.
 *
 * @param counter the number that the next transaction gets; at most that of the moment of the list
 * @param active numbers of those that had not ended
 */
record InnodbTransactions(long counter, Set<Long> active) {
    private static final Pattern COUNTER = Pattern.compile("(?m)^Trx id counter (\\d+)\\s*$");
    private static final Pattern ACTIVE = Pattern.compile("(?m)^---TRANSACTION (\\d+), ACTIVE\\b");

    InnodbTransactions {
        active = Set.copyOf(active);
    }

    /** Reads the monitor's text; empty where it is cut or has another form. */
    static Optional<InnodbTransactions> parse(String status) {
        int list = status.indexOf("\nLIST OF TRANSACTIONS FOR EACH SESSION:");
        int end = status.indexOf("\n--------\nFILE I/O", Math.max(0, list));
        Matcher counter = COUNTER.matcher(status);
        if (list < 0 || end < 0 || !counter.find() || counter.start() > list || status.contains("... truncated...")) {
            return Optional.empty();
        }
        Set<Long> active = new HashSet<>();
        Matcher transaction = ACTIVE.matcher(status).region(list, end);
        while (transaction.find()) {
            active.add(Long.parseUnsignedLong(transaction.group(1)));
        }
        return Optional.of(new InnodbTransactions(Long.parseUnsignedLong(counter.group(1)), active));
    }

    /**
     * Whether it is certain that no transaction that writes ended between this moment and a later one: each that was
     * active still is, and so is each that has begun since. Then all snapshots taken between the two see the same rows.
     * A number given to a transaction that ends looks like one that began and ended, so doubt is never taken for proof.
     */
    boolean noneEndedUntil(InnodbTransactions later) {
        if (!later.active.containsAll(active)) {
            return false;
        }
        for (long begun = counter; begun < later.counter; begun++) {
            if (!later.active.contains(begun)) {
                return false;
            }
        }
        return true;
    }
}
