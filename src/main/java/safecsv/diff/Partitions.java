package safecsv.diff;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import safecsv.csv.CsvRecord;

/**
 * Rows of both files, divided on disk by a hash of their keys, so that each part can be joined in memory: a grace hash
 * join (Kitsuregawa and others, "Application of Hash to Data Base Machine and Its Architecture", 1983). The folder is in
 * the system's folder for temporary files, readable by its owner alone, and removed in the end.
 */
final class Partitions implements Closeable {
    private static final int COUNT = 128;
    private static final int BUFFER = 1 << 14;

    private final Path folder;
    private final List<DataOutputStream> baseline = new ArrayList<>();
    private final List<DataOutputStream> edited = new ArrayList<>();

    private Partitions(Path folder) {
        this.folder = folder;
    }

    static Partitions create() throws IOException {
        Partitions partitions = new Partitions(Files.createTempDirectory("safecsv-diff-"));
        for (int number = 0; number < COUNT; number++) {
            partitions.baseline.add(partitions.output("b" + number));
            partitions.edited.add(partitions.output("e" + number));
        }
        return partitions;
    }

    private DataOutputStream output(String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), BUFFER));
    }

    void addBaseline(String key, WaitingRow row) throws IOException {
        write(baseline, key, row);
    }

    void addEdited(String key, WaitingRow row) throws IOException {
        write(edited, key, row);
    }

    private static void write(List<DataOutputStream> outputs, String key, WaitingRow row) throws IOException {
        int hash = key.hashCode() * 0x9E3779B9;
        DataOutputStream output = outputs.get((hash >>> 16) % COUNT);
        output.writeLong(row.line());
        output.writeLong(row.number());
        output.writeInt(row.bytes().length);
        output.write(row.bytes());
    }

    /** Finds the pairs; rows come in the order of the partitions. */
    void join(RowKeys keys, RowSink sink, CsvRecord baselineRecord, CsvRecord editedRecord) throws IOException {
        for (int number = 0; number < COUNT; number++) {
            baseline.get(number).close();
            edited.get(number).close();
        }
        for (int number = 0; number < COUNT; number++) {
            WaitingRows waiting = new WaitingRows();
            try (Rows rows = new Rows(folder.resolve("e" + number))) {
                for (WaitingRow row = rows.next(); row != null; row = rows.next()) {
                    String key = keys.ofEdited(row.parsed(editedRecord), row.line());
                    if (!waiting.put(key, row)) {
                        sink.duplicate(key);
                    }
                }
            }
            try (Rows rows = new Rows(folder.resolve("b" + number))) {
                for (WaitingRow row = rows.next(); row != null; row = rows.next()) {
                    CsvRecord record = row.parsed(baselineRecord);
                    WaitingRow partner = waiting.take(keys.ofBaseline(record));
                    if (partner == null) {
                        sink.onlyBaseline(record);
                    } else {
                        RowPlace place = new RowPlace(partner.line(), partner.number(), row.number());
                        sink.pair(record, partner.parsed(editedRecord), place);
                    }
                }
            }
            waiting.rows().forEach(row -> sink.onlyEdited(row.parsed(editedRecord), row.line()));
        }
    }

    @Override
    public void close() throws IOException {
        for (int number = 0; number < edited.size(); number++) {
            baseline.get(number).close();
            edited.get(number).close();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** The rows of one partition's file. */
    private static final class Rows implements Closeable {
        private final DataInputStream input;

        Rows(Path file) throws IOException {
            input = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 18));
        }

        WaitingRow next() throws IOException {
            long line;
            try {
                line = input.readLong();
            } catch (EOFException e) {
                return null;
            }
            long number = input.readLong();
            byte[] bytes = new byte[input.readInt()];
            input.readFully(bytes);
            return new WaitingRow(bytes, line, number);
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
