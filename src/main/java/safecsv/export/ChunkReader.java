package safecsv.export;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.OutputBuffer;
import safecsv.csv.RowEncoder;
import safecsv.export.pace.PaceLane;
import safecsv.mysql.ChunkPlanner;
import safecsv.mysql.ColumnKind;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.RowStream;
import safecsv.mysql.ServerErrors;

/** Reads and encodes chunk after chunk on one connection. One object for each thread. */
final class ChunkReader implements Runnable {
    private static final int BLOCK = 1 << 18;

    private final ReadSession session;
    private final ChunkPlanner.Planned planned;
    private final RowEncoder encoder;
    private final OrderedChunks ordered;
    private final PaceLane lane;
    private final ExportControl control;
    private final boolean masked;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();
    private long rows;
    private long bytes;

    ChunkReader(
            ReadSession session,
            ChunkPlanner.Planned planned,
            RowEncoder encoder,
            OrderedChunks ordered,
            PaceLane lane,
            ExportControl control,
            boolean masked) {
        this.session = session;
        this.planned = planned;
        this.encoder = encoder;
        this.ordered = ordered;
        this.lane = lane;
        this.control = control;
        this.masked = masked;
    }

    @Override
    public void run() {
        try {
            control.enter();
            for (int chunk = ordered.take(); chunk >= 0; chunk = ordered.take()) {
                read(chunk);
            }
            session.requireUnchanged();
        } catch (InterruptedException e) {
            // The export has been stopped, and whoever stopped it knows why.
            return;
        } catch (SafecsvException e) {
            control.failed(StopReason.PART_FAILED, masked ? ServerErrors.withoutText(e) : e);
        } catch (RuntimeException | Error e) {
            control.failed(StopReason.PART_FAILED, new IllegalStateException(e));
        } finally {
            control.leave();
        }
    }

    private void read(int chunk) throws InterruptedException {
        OutputBuffer buffer = ordered.buffer(chunk);
        RowStream stream = session.stream(planned.plan(), chunk);
        requireSameColumns(stream);
        while (stream.next()) {
            encoder.row(stream.buffer(), stream.starts(), stream.lengths(), buffer);
            if (++rows >= lane.next()) {
                lane.passed(rows, bytes + buffer.size());
            }
            if (buffer.size() >= BLOCK) {
                bytes += buffer.size();
                ordered.put(chunk, buffer);
                buffer = ordered.buffer(chunk);
            }
        }
        session.finished();
        List<String> more = ExportWarnings.after(stream, masked);
        if (warnings.size() < ExportWarnings.MOST_OF_THE_SERVER) {
            warnings.addAll(more);
        }
        // Only now: before its last row, closing would read all that are left.
        stream.close();
        bytes += buffer.size();
        if (buffer.size() > 0) {
            ordered.put(chunk, buffer);
        } else {
            ordered.recycle(buffer);
        }
        ordered.end(chunk);
    }

    private void requireSameColumns(RowStream stream) {
        List<ResultColumn> expected = planned.columns();
        List<ResultColumn> now = stream.columns();
        boolean same = now.size() == expected.size();
        for (int column = 0; same && column < now.size(); column++) {
            // A FLOAT that was widened comes as a number like any other.
            same = now.get(column).name().equals(expected.get(column).name())
                    && (now.get(column).kind() == expected.get(column).kind()
                            || expected.get(column).kind() == ColumnKind.WIDENED_FLOAT);
        }
        if (!same) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "The table %s was altered while it was to be read."
                            .formatted(planned.plan().table()));
        }
    }

    /** What the server warned of, each once; asked for after the thread has ended. */
    Set<String> warnings() {
        return new LinkedHashSet<>(warnings);
    }
}
