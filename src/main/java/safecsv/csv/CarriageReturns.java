package safecsv.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** CSV text whose lines end with CR alone, as text whose lines end with LF; CRs inside of quotes stay. Not thread-safe. */
public final class CarriageReturns extends FilterInputStream {
    private final byte delimiter;
    private boolean quoted;
    private boolean cellStart = true;

    public CarriageReturns(InputStream source, byte delimiter) {
        super(source);
        this.delimiter = delimiter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        int count = super.read(target, start, length);
        for (int at = start; at < start + count; at++) {
            byte next = target[at];
            if (next == '"' && (quoted || cellStart)) {
                quoted = !quoted;
                // One right behind is the second of two, and goes on with the cell.
                cellStart = !quoted;
            } else if (!quoted) {
                cellStart = next == delimiter || next == '\r';
                target[at] = next == '\r' ? (byte) '\n' : next;
            }
        }
        return count;
    }
}
