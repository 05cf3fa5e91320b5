package safecsv.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import safecsv.SafecsvException;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.settings.ConnectionSettings;

/**
 * The servers that jobs read from, each with one pool and one session for locks, kept from run to run. A password that has
 * changed, or another host in an option file, counts as another server from the next run on. Thread-safe.
 */
public final class Servers implements AutoCloseable {
    /** One for the data, one that watches the server, one that ends the query. */
    static final int CONNECTIONS_OF_A_RUN = 3;

    private final int concurrency;
    private final Map<ConnectionSettings, Server> servers = new HashMap<>();

    /** @param concurrency most runs at a time */
    public Servers(int concurrency) {
        this.concurrency = concurrency;
    }

    /**
     * The server that these settings lead to; connects where that was not done yet.
     *
     * @throws SafecsvException code 5 where it can't be reached, code 2 where the settings are wrong
     */
    Server connect(Supplier<ConnectionSettings> settings) {
        ConnectionSettings wanted = settings.get();
        synchronized (this) {
            Server known = servers.get(wanted);
            if (known != null) {
                return known;
            }
        }
        // Outside of the monitor: a server that does not answer must not hold up the jobs of another.
        Server opened =
                new Server(ConnectionPool.openShared(wanted, CONNECTIONS_OF_A_RUN * concurrency + 1), concurrency);
        Server other;
        synchronized (this) {
            other = servers.putIfAbsent(wanted, opened);
        }
        if (other == null) {
            return opened;
        }
        opened.close();
        return other;
    }

    /** Drops a server that can't be reached any more, unless somebody uses it; the next run connects anew. */
    void forgetIfGone(Server server) {
        if (server.isReachable()) {
            return;
        }
        boolean forgotten;
        synchronized (this) {
            forgotten = server.isUsedByOneAtMost() && servers.values().remove(server);
        }
        if (forgotten) {
            server.close();
        }
    }

    /** Closes what is connected; ends the locks. */
    @Override
    public void close() {
        List<Server> open;
        synchronized (this) {
            open = List.copyOf(servers.values());
            servers.clear();
        }
        open.forEach(Server::close);
    }
}
