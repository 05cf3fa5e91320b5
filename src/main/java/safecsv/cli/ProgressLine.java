package safecsv.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import safecsv.export.ExportProgress;

/** One line on a terminal that says how far an export is, and is gone when it ends. */
final class ProgressLine implements AutoCloseable {
    private static final long PERIOD_MILLISECONDS = 200;
    private static final String ERASE = "\r\u001b[K";

    private final Timer timer = new Timer("progress", true);
    private final PrintWriter messages;
    private final long started = System.nanoTime();
    private boolean shown;
    private boolean closed;

    /** Shows nothing at all where {@code terminal} is false. */
    ProgressLine(ExportProgress progress, PrintWriter messages, boolean terminal) {
        this.messages = messages;
        if (terminal) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            show(progress);
                        }
                    },
                    PERIOD_MILLISECONDS * 2,
                    PERIOD_MILLISECONDS);
        }
    }

    private synchronized void show(ExportProgress progress) {
        if (closed) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        messages.print(ERASE
                + String.format(
                        Locale.ROOT,
                        "%,d rows, %s, %s/s, %d s",
                        progress.rows(),
                        SummaryText.size(progress.bytes()),
                        SummaryText.size(SummaryText.perSecond(progress.bytes(), elapsed)),
                        elapsed.toSeconds()));
        messages.flush();
        shown = true;
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        closed = true;
        if (shown) {
            messages.print(ERASE);
            messages.flush();
        }
    }
}
