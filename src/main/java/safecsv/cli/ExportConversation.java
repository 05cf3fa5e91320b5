package safecsv.cli;

import java.util.concurrent.atomic.AtomicBoolean;
import safecsv.export.ExportListener;

/** What an export says on standard error while it runs. */
final class ExportConversation implements ExportListener {
    private final ProgressLine line;
    private final boolean terminal;
    private final boolean quiet;
    private final AtomicBoolean toldWaiting = new AtomicBoolean();

    /** @param terminal whether there is a progress line to be seen */
    ExportConversation(ProgressLine line, boolean terminal, boolean quiet) {
        this.line = line;
        this.terminal = terminal;
        this.quiet = quiet;
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
        if (reason != null && !terminal && !quiet && toldWaiting.compareAndSet(false, true)) {
            line.print("waiting: " + reason);
        }
    }

    @Override
    public boolean goOn(String sentence) {
        if (!quiet) {
            line.print(sentence);
        }
        return true;
    }
}
