package safecsv.csv;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output, or another stream that somebody else reads while it is written. */
public final class StreamSink implements ByteSink {
    private final OutputStream stream;

    /** @param stream is flushed at the end and never closed */
    public StreamSink(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public String name() {
        return "standard output";
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        stream.write(bytes, start, length);
    }

    @Override
    public void seal() throws IOException {
        stream.flush();
    }

    @Override
    public void close() {
        // What a reader already has can't be taken back; the exit code tells it that the data is not whole.
    }
}
