package safecsv.export;

import java.io.IOException;
import java.util.List;
import safecsv.csv.ByteSink;
import safecsv.csv.OutputBuffer;
import safecsv.csv.PartSinks;
import safecsv.csv.RowEncoder;
import safecsv.csv.baseline.BaselineManifest;
import safecsv.csv.baseline.BaselineWriter;
import safecsv.mysql.ResultColumn;

/**
 * Takes the rows of a running export for its baseline: the CSV's own bytes where that is in the standard form, else the
 * same rows encoded a second time. No second query is run.
 */
final class BaselineTap implements AutoCloseable {
    private static final int CHUNK = 1 << 18;

    private final BaselineWriter writer;
    private final boolean sameBytes;
    private SecondEncoder encoder;

    /** @param sameBytes whether the CSV is in the standard form */
    BaselineTap(BaselineWriter writer, boolean sameBytes) {
        this.writer = writer;
        this.sameBytes = sameBytes;
    }

    PartSinks over(PartSinks sinks) {
        return sameBytes ? number -> new Tee(sinks.open(number), writer) : sinks;
    }

    RowEncoder over(RowEncoder csv, List<ResultColumn> columns) {
        if (sameBytes) {
            return csv;
        }
        encoder = new SecondEncoder(csv, RowEncoders.of(OutputForm.STANDARD, columns), writer);
        return encoder;
    }

    /**
     * Completes the baseline; called when the CSV is complete.
     *
     * @param csvDigest SHA-256 of the CSV
     */
    void finish(BaselineManifest manifest, long rows, String csvDigest) throws IOException, InterruptedException {
        if (encoder != null) {
            encoder.finish();
        }
        writer.finish(manifest, rows, csvDigest);
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Passes on what a sink gets. */
    private record Tee(ByteSink sink, BaselineWriter writer) implements ByteSink {
        @Override
        public String name() {
            return sink.name();
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            sink.write(bytes, start, length);
            writer.write(bytes, start, length);
        }

        @Override
        public void seal() throws IOException {
            sink.seal();
        }

        @Override
        public void close() {
            sink.close();
        }
    }

    /** Encodes each row twice. */
    private static final class SecondEncoder implements RowEncoder {
        private final RowEncoder csv;
        private final RowEncoder standard;
        private final BaselineWriter writer;
        private final OutputBuffer rows = new OutputBuffer(CHUNK + CHUNK / 4, false);
        private IOException failure;

        SecondEncoder(RowEncoder csv, RowEncoder standard, BaselineWriter writer) {
            this.csv = csv;
            this.standard = standard;
            this.writer = writer;
        }

        @Override
        public void header(List<String> names, OutputBuffer target) {
            csv.header(names, target);
            standard.header(names, rows);
        }

        @Override
        public void row(byte[] source, int[] starts, int[] lengths, OutputBuffer target) {
            csv.row(source, starts, lengths, target);
            standard.row(source, starts, lengths, rows);
            if (rows.size() >= CHUNK) {
                write();
            }
        }

        /** An encoder can't fail: what goes wrong is told in the end, when nothing is published yet. */
        private void write() {
            try {
                if (failure == null) {
                    writer.write(rows.bytes(), 0, rows.size());
                }
            } catch (IOException e) {
                failure = e;
            }
            rows.clear();
        }

        void finish() throws IOException {
            write();
            if (failure != null) {
                throw failure;
            }
        }
    }
}
