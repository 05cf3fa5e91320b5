package safecsv.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;

/** The sessions of one export, closed together. */
final class ParallelSessions implements AutoCloseable {
    private final ExportControl control;
    private final List<ReadSession> sessions = new ArrayList<>();

    ParallelSessions(ExportControl control) {
        this.control = control;
    }

    /** Opens another one; parameters and errors are those of {@link ReadSession#open}. */
    ReadSession open(ConnectionPool pool, Duration timeout) throws InterruptedException {
        ReadSession session = ReadSession.open(pool, timeout);
        sessions.add(session);
        return control.enter(session);
    }

    @Override
    public void close() {
        sessions.forEach(ReadSession::close);
    }
}
