package safecsv.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One part while it is written: text goes in, is compressed, and the bytes that come out are counted and digested. */
final class PartWriter {
    private static final int COMPRESSED_CHUNK = 1 << 16;

    private final ByteSink sink;
    private final DigestingStream out;
    private final OutputStream text;
    private long rows;
    private long textBytes;

    PartWriter(ByteSink sink, Compression compression) throws IOException {
        this.sink = sink;
        this.out = new DigestingStream(sink);
        this.text = switch (compression) {
            case NONE -> out;
            case GZIP -> new Gzip(out);
            case ZSTD -> ZstdText.over(out);
        };
    }

    void write(byte[] bytes, int start, int length, int moreRows) throws IOException {
        text.write(bytes, start, length);
        textBytes += length;
        rows += moreRows;
    }

    long rows() {
        return rows;
    }

    long textBytes() {
        return textBytes;
    }

    /** Completes the compressed form and makes the bytes lasting. */
    WrittenPart finish() throws IOException {
        text.close();
        sink.seal();
        return new WrittenPart(sink.name(), rows, textBytes, out.count(), out.sha256());
    }

    /** Frees what the compressor holds; nothing more is written. */
    void abandon() {
        out.discardTheRest();
        try {
            text.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing into nothing failed", e);
        } finally {
            sink.close();
        }
    }

    /** Closes the sink alone, under a thread that may be writing to it. */
    void cut() {
        sink.close();
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, COMPRESSED_CHUNK);
            def.setLevel(Deflater.DEFAULT_COMPRESSION);
        }
    }
}
