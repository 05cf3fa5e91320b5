package safecsv.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Tells a server that works for long from one that is silent. A query may rightly send its first byte after hours, so
 * silence alone proves nothing: the server is asked over a connection of its own, opened for the question, what it does for the
 * silent one. It is taken for silent where it does not answer, where it says that it has sent, or is sending, what
 * does not arrive, or where it does not know the connection any more; and only where it is so twice.
 */
final class SilenceWatch {
    /** Between two looks, since whatever the first one sees may be over in a moment. */
    private static final int PAUSE_MILLISECONDS = 10_000;

    private final int patienceMillis;
    private final Identity identity;
    private final Side side;

    /** Opens a connection to the same server, within a time limit, on which every wait has one. */
    @FunctionalInterface
    interface Side {
        Connection open() throws SQLException;
    }

    /**
     * How the server calls a connection and itself. Behind a proxy that numbers connections by itself, or among several
     * servers behind one address, a number alone may be another's.
     *
     * @param connection its number in the process list; negative where that can't be known
     * @param server its host name and port as it calls them
     */
    record Identity(long connection, String server) {
        private static final String SERVER = "SELECT CONNECTION_ID(), CONCAT(@@hostname, ':', @@port)";

        /** @param greeted the number that the server gave when it was connected to */
        static Identity of(Connection connection, long greeted) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                return new Identity(row.getLong(1) == greeted ? greeted : -1, String.valueOf(row.getString(2)));
            }
        }

        private boolean known() {
            return connection >= 0;
        }
    }

    /** @param patience how long nothing may come before the server is asked; whole milliseconds */
    SilenceWatch(Duration patience, Identity identity, Side side) {
        this.patienceMillis = Math.toIntExact(patience.toMillis());
        this.identity = identity;
        this.side = side;
    }

    int patienceMillis() {
        return patienceMillis;
    }

    /**
     * Asks, on a thread of its own, which never outlives the process.
     *
     * @param answered is run when there is an answer
     * @return null where the server works; else a sentence that says what is wrong
     */
    CompletableFuture<String> ask(Runnable answered) {
        CompletableFuture<String> verdict = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        verdict.complete(judge());
                    } catch (RuntimeException e) {
                        verdict.complete(null); // whatever it is, it is no proof
                    } finally {
                        answered.run();
                    }
                },
                "silence");
        thread.setDaemon(true);
        thread.start();
        return verdict;
    }

    private String judge() {
        long began = System.nanoTime();
        if (look() == null) {
            return null;
        }
        try {
            Thread.sleep(Math.min(patienceMillis, PAUSE_MILLISECONDS));
        } catch (InterruptedException e) {
            return null;
        }
        String why = look();
        return why == null
                ? null
                : String.format(
                        Locale.ROOT,
                        "No byte came from the server for %.0f s, and %s.",
                        patienceMillis / 1000.0 + (System.nanoTime() - began) / 1e9,
                        why);
    }

    /** Why there is nothing to wait for; null where the server works, and where it answers but can't be asked. */
    private String look() {
        try (Connection connection = side.open()) {
            return identity.known() ? look(connection) : null;
        } catch (SQLException e) {
            return ServerErrors.isFromServer(e) || !ServerErrors.isConnectionLost(e)
                    ? null
                    : "it does not answer on another connection either";
        }
    }

    private String look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!serverOf(statement).equals(identity.server())) {
                return null;
            }
            try (ResultSet processes = statement.executeQuery("SHOW PROCESSLIST")) {
                while (processes.next()) {
                    if (processes.getLong("Id") == identity.connection()) {
                        return judge(
                                String.valueOf(processes.getString("Command")),
                                String.valueOf(processes.getString("State")));
                    }
                }
                return "it does not know this connection any more";
            }
        }
    }

    private static String serverOf(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(Identity.SERVER)) {
            row.next();
            return String.valueOf(row.getString(2));
        }
    }

    /** The states: MySQL's and MariaDB's, while the socket takes nothing more. Between two rows they are others. */
    private static String judge(String command, String state) {
        if (command.equals("Sleep")) {
            return "it has done what it was asked for, so that the statement or its answer was lost on the way";
        }
        return state.startsWith("Sending to client") || state.startsWith("Writing to net")
                ? "what it says it is sending does not arrive"
                : null;
    }
}
