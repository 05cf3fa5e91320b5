package safecsv.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import safecsv.export.ExportListener;

/** What an export says on standard error while it runs. */
final class ExportConversation implements ExportListener {
    private final ProgressLine line;
    private final boolean terminal;
    private final boolean drawn;
    private final boolean quiet;
    private final boolean asks;
    private final AtomicBoolean toldWaiting = new AtomicBoolean();

    /**
     * Talks.
     *
     * @param terminal whether there is somebody who can be asked
     * @param drawn whether there is a progress line to be seen
     * @param asks false: what would be asked is taken as agreed
     */
    ExportConversation(ProgressLine line, boolean terminal, boolean drawn, boolean quiet, boolean asks) {
        this.line = line;
        this.terminal = terminal;
        this.drawn = drawn;
        this.quiet = quiet;
        this.asks = asks;
    }

    @Override
    public void notice(String sentence) {
        if (!quiet) {
            line.print("Warning: " + sentence);
        }
    }

    /** The progress line says it all the time; a log wants it once. */
    @Override
    public void waiting(String reason) {
        if (reason != null && !drawn && !quiet && toldWaiting.compareAndSet(false, true)) {
            line.print("waiting: " + reason);
        }
    }

    @Override
    public boolean goOn(String sentence) {
        if (terminal && asks) {
            return line.ask(sentence + " Run it? [y/N] ");
        }
        if (!quiet && asks) {
            line.print(sentence);
        }
        return true;
    }
}
