package safecsv.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happens to encoded rows behind the encoder: they are put into another character set, divided into parts, each with
 * the header, compressed, and written. Buffers of whole rows come in, in the order of the rows, from one thread at a time.
 */
public final class PartedOutput implements AutoCloseable {
    /** Nobody wants more, and a folder with a million files is a nuisance to whoever must remove them. */
    static final int MOST_PARTS = 10_000;

    private final PartSinks sinks;
    private final FileForm form;
    private final List<WrittenPart> written = new ArrayList<>();
    private final Transcoder transcoder;
    private LongTexts longTexts = new LongTexts(List.of());
    private byte[] header;
    private PartWriter part;

    private PartedOutput(PartSinks sinks, FileForm form) throws IOException {
        this.sinks = sinks;
        this.form = form;
        this.transcoder = form.charset().isUtf8() ? null : new Transcoder(form.charset());
        this.header = form.charset().mark();
        this.part = new PartWriter(sinks.open(1), form.compression());
        writeHeader();
    }

    /**
     * Opens the first part, so that what can't be written is known before anything is read.
     *
     * @throws safecsv.SafecsvException where it can't be created
     */
    public static PartedOutput open(PartSinks sinks, FileForm form) throws IOException {
        return new PartedOutput(sinks, form);
    }

    /** An empty buffer that keeps what this output needs. */
    public OutputBuffer newBuffer(int capacity) {
        return new OutputBuffer(capacity, form.needsRowEnds());
    }

    /** Says what the columns are, for messages; before any row is written. */
    public void columns(CellLocator locator) {
        longTexts = new LongTexts(locator.names());
        if (transcoder != null) {
            transcoder.locator(locator);
        }
    }

    /** Where encoders note texts that spreadsheets cut. */
    public LongTexts longTexts() {
        return longTexts;
    }

    /** How many characters that the character set can't hold became question marks. */
    public long replacedCharacters() {
        return transcoder == null ? 0 : transcoder.replaced();
    }

    /** Sets the record that each part begins with, before any row is written. */
    void header(OutputBuffer record) throws IOException {
        byte[] utf8 = Arrays.copyOf(record.bytes(), record.size());
        byte[] names = transcoder == null ? utf8 : transcoder.header(utf8);
        part.write(names, 0, names.length, 0);
        int mark = header.length;
        header = Arrays.copyOf(header, mark + names.length);
        System.arraycopy(names, 0, header, mark, names.length);
    }

    /** Writes whole rows. */
    void write(OutputBuffer rows) throws IOException {
        OutputBuffer text = transcoder == null ? rows : transcoder.transcode(rows);
        if (form.split().splits()) {
            divide(text);
        } else {
            part.write(text.bytes(), 0, text.size(), text.rows());
        }
        if (part.rows() > form.mostRows()) {
            throw new RefusedOutputException(
                    "The result has more than %,d rows, the most that a spreadsheet opens.".formatted(form.mostRows()),
                    "Use --split-rows %d to get several files.".formatted(form.mostRows()));
        }
    }

    private void divide(OutputBuffer rows) throws IOException {
        SplitRule rule = form.split();
        int start = 0;
        int firstRow = 0;
        int rowStart = 0;
        for (int row = 0; row < rows.rows(); row++) {
            int rowEnd = rows.rowEnd(row);
            long rowsSoFar = part.rows() + row - firstRow;
            long bytesWithIt = part.textBytes() + rowEnd - start;
            if (rowsSoFar > 0 && (rowsSoFar >= rule.rows() || bytesWithIt > rule.bytes())) {
                part.write(rows.bytes(), start, rowStart - start, row - firstRow);
                nextPart();
                start = rowStart;
                firstRow = row;
            }
            rowStart = rowEnd;
        }
        part.write(rows.bytes(), start, rowStart - start, rows.rows() - firstRow);
    }

    private void nextPart() throws IOException {
        if (written.size() + 1 >= MOST_PARTS) {
            throw new RefusedOutputException(
                    "The result would be divided into more than %,d files.".formatted(MOST_PARTS),
                    "Give --split-rows or --split-bytes a larger number (10 MB is 10MB, not 10).");
        }
        written.add(part.finish());
        part = new PartWriter(sinks.open(written.size() + 1), form.compression());
        writeHeader();
    }

    private void writeHeader() throws IOException {
        part.write(header, 0, header.length, 0);
    }

    /**
     * Completes the last part; every part is lasting then, and none visible that can be kept back.
     *
     * @return all parts, in order; at least one
     */
    List<WrittenPart> finish() throws IOException {
        written.add(part.finish());
        part = null;
        return List.copyOf(written);
    }

    /** As {@link #close}, while another thread may still be in {@link #write}: what a compressor holds is left to it. */
    void cut() {
        PartWriter open = part;
        if (open != null) {
            open.cut();
        }
    }

    /** Gives up the part that is being written; complete ones are their owner's. */
    @Override
    public void close() {
        if (part != null) {
            part.abandon();
            part = null;
        }
    }
}
