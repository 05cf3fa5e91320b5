package safecsv.csv.baseline;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.csv.ReadAhead;

/** An opened baseline. Its rows are inflated and checked on a thread of their own. */
public final class BaselineReader implements Closeable {
    static final String MANIFEST = "manifest.json";
    static final String ROWS = "baseline.csv";
    private static final int LARGEST_MANIFEST = 16 << 20;

    private final Path path;
    private final ZipFile zip;
    private final BaselineManifest manifest;

    private BaselineReader(Path path, ZipFile zip, BaselineManifest manifest) {
        this.path = path;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens a baseline; code 5 where it can't be read, code 4 where it is none. */
    public static BaselineReader open(Path path) {
        try {
            ZipFile zip = new ZipFile(path.toFile());
            try {
                return new BaselineReader(path, zip, manifest(zip));
            } catch (IOException e) {
                zip.close();
                throw e;
            }
        } catch (ZipException e) {
            throw broken(path, "it is no complete zip file", e);
        } catch (NoSuchFileException e) {
            throw new SafecsvException(ExitCode.FAILED, "There is no baseline %s.".formatted(path), e);
        } catch (IOException e) {
            throw broken(path, IoReason.of(e), e);
        }
    }

    private static BaselineManifest manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null || zip.getEntry(ROWS) == null) {
            throw new IOException("it has no " + MANIFEST + " or no " + ROWS);
        }
        try (InputStream stream = zip.getInputStream(entry)) {
            return ManifestJson.read(stream.readNBytes(LARGEST_MANIFEST));
        }
    }

    /** What the rows are. */
    public BaselineManifest manifest() {
        return manifest;
    }

    /**
     * The rows' bytes, in the standard dialect. Reading to the end checks their number and CRC-32; where they are not what
     * was written, reading throws a {@link SafecsvException} with code 4.
     */
    public InputStream rows() throws IOException {
        ZipEntry entry = zip.getEntry(ROWS);
        if (entry.getSize() != manifest.bytes()) {
            throw broken(path, "it has " + entry.getSize() + " bytes instead of " + manifest.bytes(), null);
        }
        return new Explained(
                new ReadAhead(new CheckedEntryStream(zip.getInputStream(entry), entry), "baseline-reader"));
    }

    /**
     * The first of the rows' bytes.
     *
     * @param most how many at most
     */
    public byte[] head(int most) throws IOException {
        try (InputStream stream = zip.getInputStream(zip.getEntry(ROWS))) {
            return stream.readNBytes(most);
        } catch (IOException e) {
            throw broken(path, IoReason.of(e), e);
        }
    }

    /** Says which of the files it was that could not be read. */
    private final class Explained extends FilterInputStream {
        Explained(InputStream stream) {
            super(stream);
        }

        @Override
        public int read(byte[] target, int start, int length) {
            try {
                return super.read(target, start, length);
            } catch (IOException e) {
                throw broken(path, IoReason.of(e), e);
            }
        }
    }

    private static SafecsvException broken(Path path, String reason, IOException cause) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "The baseline %s can't be used: %s. Take the file that the export wrote, as it was."
                        .formatted(path, reason),
                cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
