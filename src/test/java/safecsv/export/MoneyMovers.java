package safecsv.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import safecsv.testing.TestServer;

/**
 * Writers that never rest: each moves amounts between two rows far from each other, in one transaction, so that the sum
 * of all rows is the same at every moment. Also inserts pairs of rows whose amounts are opposite, and deletes them.
 */
final class MoneyMovers implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private volatile boolean ended;

    /** @param table {@code id}, 1 to {@code rows}, and {@code amount} */
    MoneyMovers(TestServer server, String table, int rows, int writers) {
        for (int number = 0; number < writers; number++) {
            int writer = number;
            Thread thread = new Thread(() -> move(server, table, rows, writer), "mover");
            thread.start();
            threads.add(thread);
        }
    }

    private void move(TestServer server, String table, int rows, int writer) {
        try (Connection connection = server.adminConnection();
                PreparedStatement add =
                        connection.prepareStatement("UPDATE " + table + " SET amount = amount + ? WHERE id = ?");
                PreparedStatement pair =
                        connection.prepareStatement("INSERT INTO " + table + " (id, amount) VALUES (?, 7), (?, -7)");
                PreparedStatement gone = connection.prepareStatement("DELETE FROM " + table + " WHERE id IN (?, ?)")) {
            connection.setAutoCommit(false);
            long first = -1L - writer * 1_000_000L;
            long second = rows + 1L + writer * 1_000_000L;
            for (int turn = 0; !ended; turn++) {
                if (turn % 8 == 0) {
                    execute(pair, first, second);
                } else if (turn % 8 == 4) {
                    execute(gone, first, second);
                } else {
                    int from = 1 + ThreadLocalRandom.current().nextInt(rows / 2);
                    int amount = 1 + ThreadLocalRandom.current().nextInt(100);
                    execute(add, -amount, from);
                    execute(add, amount, rows + 1 - from);
                }
                connection.commit();
                commits.incrementAndGet();
            }
            execute(gone, first, second);
            connection.commit();
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void execute(PreparedStatement statement, long first, long second) throws SQLException {
        statement.setLong(1, first);
        statement.setLong(2, second);
        statement.executeUpdate();
    }

    /** How many transactions have ended. */
    long commits() {
        return commits.get();
    }

    @Override
    public void close() {
        ended = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a writer failed", failure.get());
        }
    }
}
