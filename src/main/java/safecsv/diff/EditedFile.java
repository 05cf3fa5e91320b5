package safecsv.diff;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.ReadAhead;
import safecsv.csv.RecordReader;
import safecsv.csv.Sha256;

/**
 * The CSV that came back, as UTF-8 records. Its delimiter is the one under which the header has the names that are looked
 * for. Other character sets are recognised, and turned into UTF-8, before the bytes come here.
 */
final class EditedFile implements Closeable {
    private static final byte[] DELIMITERS = {',', ';', '\t'};
    private static final int START = 1 << 16;

    private final Path path;
    private final DigestingInput digesting;
    private final RecordReader reader;
    private final byte delimiter;

    private EditedFile(Path path, DigestingInput digesting, RecordReader reader, byte delimiter) {
        this.delimiter = delimiter;
        this.path = path;
        this.digesting = digesting;
        this.reader = reader;
    }

    /**
     * Opens it.
     *
     * @param names of columns that it is to have
     * @param digested whether its SHA-256 is wanted
     */
    static EditedFile open(Path path, List<String> names, boolean digested) {
        try {
            byte delimiter = delimiter(path, names);
            DigestingInput digesting = digested ? new DigestingInput(Files.newInputStream(path)) : null;
            InputStream bytes = digested ? new ReadAhead(digesting, "edited-reader") : Files.newInputStream(path);
            return new EditedFile(path, digesting, new RecordReader(bytes, delimiter), delimiter);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static SafecsvException unreadable(Path path, IOException cause) {
        return new SafecsvException(
                ExitCode.FAILED,
                "Can't compare %s: %s. Nothing was written.".formatted(path, IoReason.of(cause)),
                cause);
    }

    private static byte delimiter(Path path, List<String> names) throws IOException {
        byte best = DELIMITERS[0];
        long most = -1;
        byte[] start;
        try (InputStream stream = Files.newInputStream(path)) {
            start = stream.readNBytes(START);
        }
        for (byte delimiter : DELIMITERS) {
            long found = found(start, delimiter, names);
            if (found > most) {
                most = found;
                best = delimiter;
            }
        }
        return best;
    }

    private static long found(byte[] start, byte delimiter, List<String> names) throws IOException {
        try (RecordReader reader = new RecordReader(new ByteArrayInputStream(start), delimiter)) {
            if (!reader.next()) {
                return 0;
            }
            Header header = Header.of(reader.record(), new Problems());
            return names.stream().filter(name -> header.indexOf(name) >= 0).count();
        } catch (MalformedCsvException e) {
            return 0;
        }
    }

    RecordReader reader() {
        return reader;
    }

    /** Whether a record of it may have the same bytes as the standard dialect's. */
    boolean isStandard() {
        return delimiter == ',';
    }

    /** Reads the first record. */
    Header header(Problems problems) throws IOException {
        try {
            if (!reader.next()) {
                problems.add(1, null, "the file is empty; its first line must name the columns");
                return new Header(List.of(), problems);
            }
            return Header.of(reader.record(), problems);
        } catch (MalformedCsvException e) {
            problems.add(e.line(), null, e.getMessage());
            return new Header(List.of(), problems);
        }
    }

    /** SHA-256 of the file's bytes, once they have been read to their end. */
    String sha256() {
        return digesting.hex();
    }

    /** Another reader of the same records, from the first on. */
    RecordReader again() throws IOException {
        return new RecordReader(Files.newInputStream(path), delimiter);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Digests what is read through it. */
    private static final class DigestingInput extends FilterInputStream {
        private final Sha256 digest = new Sha256();

        DigestingInput(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int start, int length) throws IOException {
            int count = super.read(target, start, length);
            if (count > 0) {
                digest.update(target, start, count);
            }
            return count;
        }

        String hex() {
            return digest.hex();
        }
    }
}
