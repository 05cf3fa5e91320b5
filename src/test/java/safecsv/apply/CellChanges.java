package safecsv.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import safecsv.apply.SharedTable.Cell;
import safecsv.apply.SharedTable.Row;

/**
 * Threads that go on changing random cells of a table, each change a transaction, and write down per cell, in the order of
 * the commits, what it was and what it became. What a cell was is read under the row's lock: where it is not what the
 * change before has made of it, somebody else has written.
 */
final class CellChanges implements AutoCloseable {
    private static final int LONGEST_PAUSE_MILLIS = 60;

    private final SharedTable table;
    private final List<Row> rows = SharedTable.rows();
    private final Map<Cell, List<Step>> steps = new ConcurrentHashMap<>();
    /** Changes hold the reading side: who has the writing side sees the table at rest. */
    private final ReentrantReadWriteLock rest = new ReentrantReadWriteLock(true);
    /** Held from before a row's lock in the database until the change is written down. */
    private final Map<Row, Object> turns = new ConcurrentHashMap<>();

    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong made = new AtomicLong();
    private volatile List<Step> favourites = List.of();
    private volatile boolean stopped;

    /** What one change found and left in a cell. */
    record Step(Cell cell, String was, String becomes) {}

    CellChanges(SharedTable table, int count, long seed) {
        this.table = table;
        rows.forEach(row -> turns.put(row, new Object()));
        this.threads = Executors.newFixedThreadPool(count);
        // Nothing is changed before the first round.
        rest.writeLock().lock();
        for (int thread = 0; thread < count; thread++) {
            Random own = new Random(seed + thread);
            running.add(threads.submit(() -> change(own)));
        }
    }

    /** Lets the changes go on; to be called by the thread that made this. */
    void goOn() {
        steps.clear();
        favourites = List.of();
        rest.writeLock().unlock();
    }

    /** These cells are changed more often than others, now and then to just what they are to become. */
    void favour(List<Step> cells) {
        favourites = List.copyOf(cells);
    }

    /** Waits for the changes that are under way, and keeps others from starting; fails where a thread has failed. */
    void pause() throws Exception {
        rest.writeLock().lock();
        for (Future<?> thread : running) {
            if (thread.isDone()) {
                thread.get();
            }
        }
    }

    /** How many changes were made. */
    long made() {
        return made.get();
    }

    /** What happened to a cell since the changes went on. */
    List<Step> of(Cell cell) {
        return steps.getOrDefault(cell, List.of());
    }

    private Void change(Random own) throws SQLException, InterruptedException {
        try (Connection connection = table.server().adminConnection(table.database())) {
            connection.setAutoCommit(false);
            while (!stopped) {
                rest.readLock().lock();
                try {
                    List<Step> often = favourites;
                    boolean aimed = !often.isEmpty() && own.nextInt(100) == 0;
                    Step favourite = aimed ? often.get(own.nextInt(often.size())) : null;
                    Cell cell = aimed
                            ? favourite.cell()
                            : new Cell(
                                    rows.get(own.nextInt(rows.size())),
                                    SharedTable.COLUMNS.get(own.nextInt(SharedTable.COLUMNS.size())));
                    change(connection, cell, value(own, cell, favourite));
                    made.incrementAndGet();
                } finally {
                    rest.readLock().unlock();
                }
                Thread.sleep(own.nextInt(LONGEST_PAUSE_MILLIS));
            }
        }
        return null;
    }

    /** Mostly a new value; of a favourite sometimes the one that it is to become, or the one that it had. */
    private static String value(Random own, Cell cell, Step favourite) {
        int which = favourite == null ? 0 : own.nextInt(6);
        return switch (which) {
            case 1 -> favourite.becomes();
            case 2 -> favourite.was();
            default -> SharedTable.value(cell.column(), own);
        };
    }

    private void change(Connection connection, Cell cell, String value) throws SQLException {
        String where = " WHERE " + cell.row().condition();
        synchronized (turns.get(cell.row())) {
            String was;
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT " + cell.column() + " FROM t" + where + " FOR UPDATE")) {
                if (!row.next()) {
                    throw new SQLException("The row is gone: " + cell);
                }
                was = row.getString(1);
            }
            try (PreparedStatement statement =
                    connection.prepareStatement("UPDATE t SET " + cell.column() + " = ?" + where)) {
                statement.setString(1, value);
                statement.executeUpdate();
            }
            connection.commit();
            // Before the next change of the row may start: readers see a list only at rest.
            steps.computeIfAbsent(cell, unused -> new ArrayList<>()).add(new Step(cell, was, value));
        }
    }

    /** Ends the threads; to be called by the thread that made this. */
    @Override
    public void close() {
        stopped = true;
        if (rest.isWriteLockedByCurrentThread()) {
            rest.writeLock().unlock();
        }
        threads.shutdownNow();
    }
}
