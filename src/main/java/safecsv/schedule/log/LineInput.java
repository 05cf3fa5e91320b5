package safecsv.schedule.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines that have their end; what follows the last line end is no line. */
final class LineInput {
    private final InputStream stream;
    private long bytes;
    private int number;

    LineInput(InputStream stream) {
        this.stream = new BufferedInputStream(stream, 1 << 16);
    }

    /** The next whole line without its end, or null where there is none. */
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = stream.read(); c >= 0; c = stream.read()) {
            if (c == '\n') {
                bytes += line.size() + 1L;
                number++;
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(c);
        }
        return null;
    }

    /** Bytes of the lines so far, with their ends. */
    long bytes() {
        return bytes;
    }

    /** The number of the last line, from 1. */
    int number() {
        return number;
    }
}
