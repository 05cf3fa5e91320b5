package safecsv.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import safecsv.Counted;
import safecsv.csv.ByteSize;
import safecsv.export.ExportProgress;

/** One line on a terminal that says how far an export is, and is gone when it ends. */
final class ProgressLine implements AutoCloseable {
    private static final long PERIOD_MILLISECONDS = 200;
    private static final String ERASE = "\r\u001b[K";

    /** Around a line that must stay one: what a narrow window has no room for is cut, where it would fill a second line. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Timer timer = new Timer("progress", true);
    private final PrintWriter messages;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private boolean shown;
    private boolean closed;

    ProgressLine(PrintWriter messages, boolean terminal) {
        this.messages = messages;
        this.terminal = terminal;
    }

    /** Begins to show it; shows nothing at all where {@code terminal} is false. */
    void start(ExportProgress progress) {
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
        String waiting = progress.waiting();
        messages.print(ERASE
                + NO_WRAP
                + (waiting == null ? "" : "waiting: " + waiting + "; ")
                + String.format(
                        Locale.ROOT,
                        "%s, %s, %s/s, %d s",
                        Counted.of(progress.rows(), "row"),
                        ByteSize.text(progress.bytes()),
                        ByteSize.text(SummaryText.perSecond(progress.bytes() - progress.earlierBytes(), elapsed)),
                        elapsed.toSeconds())
                + WRAP);
        messages.flush();
        shown = true;
    }

    /** Asks on the terminal; the line stays away meanwhile. */
    synchronized boolean ask(String question) {
        messages.print(shown ? ERASE : "");
        shown = false;
        return TerminalQuestion.yes(messages, question);
    }

    /** Prints a line that stays. */
    synchronized void print(String line) {
        messages.println((shown ? ERASE : "") + line);
        shown = false;
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
