package safecsv.csv.baseline;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** A zip entry's bytes, whose number and CRC-32 are those of the zip's directory: ZipFile itself does not look. */
final class CheckedEntryStream extends FilterInputStream {
    private final ZipEntry entry;
    private final CRC32 crc = new CRC32();
    private long count;

    CheckedEntryStream(InputStream stream, ZipEntry entry) {
        super(stream);
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        int got = super.read(target, start, length);
        if (got >= 0) {
            crc.update(target, start, got);
            count += got;
        } else if (count != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new IOException("its rows were damaged");
        }
        return got;
    }
}
