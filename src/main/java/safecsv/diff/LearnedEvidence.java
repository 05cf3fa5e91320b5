package safecsv.diff;

import java.io.IOException;
import java.io.UncheckedIOException;
import safecsv.spreadsheet.Evidence;

/**
 * What a file shows of the program that wrote it, learned when it is first asked for: a file that is as it was exported
 * never needs it. Not thread-safe.
 */
final class LearnedEvidence {
    /** Where nothing is known, and nothing is to be. */
    static final LearnedEvidence NONE = new LearnedEvidence(() -> null);

    private final Source source;
    private Evidence evidence;
    private boolean learned;

    LearnedEvidence(Source source) {
        this.source = source;
    }

    /** Reads what it is learned from. */
    @FunctionalInterface
    interface Source {
        /** Settled evidence; null where there is none. */
        Evidence learn() throws IOException;
    }

    /**
     * The evidence; null where nothing is known.
     *
     * @throws UncheckedIOException where the file or its baseline can't be read
     */
    Evidence get() {
        if (!learned) {
            try {
                evidence = source.learn();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            learned = true;
        }
        return evidence;
    }
}
