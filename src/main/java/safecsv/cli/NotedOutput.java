package safecsv.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Notes whether anything was written and whether that failed, which writers of text keep to themselves. */
final class NotedOutput extends FilterOutputStream {
    private boolean used;
    private IOException failure;

    NotedOutput(OutputStream output) {
        super(output);
    }

    /** Whether something else would come behind what is there. */
    boolean used() {
        return used;
    }

    /** Why something is missing; empty where nothing is, and where the reader has seen enough. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure)
                .filter(cause -> !String.valueOf(cause.getMessage()).contains("Broken pipe"));
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        used = true;
        try {
            out.write(bytes, start, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
