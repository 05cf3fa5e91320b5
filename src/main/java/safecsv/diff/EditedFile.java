package safecsv.diff;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CarriageReturns;
import safecsv.csv.IoReason;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.ReadAhead;
import safecsv.csv.RecordReader;
import safecsv.csv.Sha256;
import safecsv.csv.Utf8Stream;
import safecsv.csv.baseline.SentForm;
import safecsv.spreadsheet.BaselineSample;
import safecsv.spreadsheet.EditedForm;
import safecsv.spreadsheet.FileRecognition;

/**
 * The CSV that came back, as UTF-8 records, whatever encoding and delimiter a spreadsheet saved it with: these are
 * recognised by what fits best with the baseline.
 */
final class EditedFile implements Closeable {
    private final Path path;
    private final DigestingInput digesting;
    private final RecordReader reader;
    private final EditedForm form;
    private final SentForm sent;
    private final List<NotARow> above = new ArrayList<>();
    private boolean marksPassed;

    private EditedFile(Path path, DigestingInput digesting, RecordReader reader, EditedForm form, SentForm sent) {
        this.form = form;
        this.sent = sent;
        this.path = path;
        this.digesting = digesting;
        this.reader = reader;
    }

    /**
     * Opens it.
     *
     * @param sent what the export wrote
     * @param known the first {@link FileRecognition#ENOUGH} bytes of the baseline; empty where there is none
     * @param sample gives some of the baseline, or of the table, by which the form is recognised
     * @param digested whether its SHA-256 is wanted
     */
    static EditedFile open(Path path, SentForm sent, byte[] known, Supplier<BaselineSample> sample, boolean digested) {
        try {
            EditedForm form = form(path, sent.delimiter(), known, sample);
            DigestingInput digesting = digested ? new DigestingInput(Files.newInputStream(path)) : null;
            InputStream bytes = digested ? new ReadAhead(digesting, "edited-reader") : Files.newInputStream(path);
            RecordReader reader = new RecordReader(utf8(bytes, form), (byte) form.delimiter(), sent.nullText());
            return new EditedFile(path, digesting, reader, form, sent);
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

    private static EditedForm form(Path path, char delimiter, byte[] known, Supplier<BaselineSample> sample)
            throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(path)) {
            start = stream.readNBytes(FileRecognition.ENOUGH);
        }
        if (FileRecognition.isAsExported(start, known)) {
            return EditedForm.STANDARD;
        }
        EditedForm form = FileRecognition.recognise(start, sample.get(), delimiter);
        if (form.mojibake() != null) {
            throw new SafecsvException(
                    ExitCode.BAD_CSV,
                    ("The characters of %s are broken: it is UTF-8 that was read as %s and saved so, and what was lost"
                                    + " can't be put back. Nothing was written. Open the exported file again as UTF-8 (in Excel:"
                                    + " Data, From Text/CSV, 65001), make the edits there and save as CSV UTF-8.")
                            .formatted(path, form.mojibake().name()));
        }
        return form;
    }

    /** The bytes from the header on, as UTF-8. */
    private static InputStream utf8(InputStream file, EditedForm form) throws IOException {
        // Not skipped: what is read is digested.
        file.readNBytes(form.skip());
        InputStream text = form.isUtf8() ? file : new Utf8Stream(file, form.charset());
        return form.carriageReturns() ? new CarriageReturns(text, (byte) form.delimiter()) : text;
    }

    /** Whether the outside of the file shows that a program has written it anew. */
    boolean isRewritten() {
        boolean sameCharset = form.isUtf8() == sent.charset().equals("UTF-8");
        return !sameCharset
                || form.delimiter() != sent.delimiter()
                || (form.skip() > 0) != sent.mark()
                || form.carriageReturns();
    }

    /** What stood for NULL. */
    String nullText() {
        return sent.nullText();
    }

    /** What the outside of the file is. */
    EditedForm form() {
        return form;
    }

    RecordReader reader() {
        return reader;
    }

    /** Whether a record of it may have the same bytes as the standard dialect's. */
    boolean isStandard() {
        return form.delimiter() == ',' && form.isUtf8() && sent.nullText().isEmpty();
    }

    /** Reads the first record. */
    Header header(Problems problems) throws IOException {
        try {
            for (int record = 0; record < form.recordsAbove() && reader.next(); record++) {
                above(reader);
            }
            if (!reader.next()) {
                problems.add(1, null, "the file is empty; its first line must name the columns");
                return new Header(List.of(), problems);
            }
            return Header.of(reader.record(), problems);
        } catch (MalformedCsvException e) {
            problems.add(e.line(), null, e.getMessage());
            return new Header(List.of(), problems);
        } catch (CharacterCodingException e) {
            problems.add(reader.line(), null, "is not UTF-8");
            return new Header(List.of(), problems);
        }
    }

    private void above(RecordReader from) throws CharacterCodingException {
        StringBuilder text = new StringBuilder();
        for (int cell = 0; cell < from.record().cells(); cell++) {
            String part = from.record().text(cell);
            text.append(part == null || part.isBlank() ? "" : part.strip() + " ");
        }
        if (!text.isEmpty()) {
            above.add(new NotARow(from.line(), text.toString().strip()));
        }
    }

    /** The lines above the header that are not blank, once it was read. */
    List<NotARow> above() {
        return above;
    }

    /** Passes over byte order marks between records: where files were put together, and no text can start with one. */
    void passMarks() {
        marksPassed = true;
        reader.passMarks();
    }

    /** SHA-256 of the file's bytes, once they have been read to their end. */
    String sha256() {
        return digesting.hex();
    }

    /** Another reader of the same records, from the first behind the header on. */
    RecordReader again() throws IOException, MalformedCsvException {
        RecordReader again =
                new RecordReader(utf8(Files.newInputStream(path), form), (byte) form.delimiter(), sent.nullText());
        try {
            for (int record = 0; record <= form.recordsAbove() && again.next(); record++) {
                // Read already.
            }
        } catch (IOException | MalformedCsvException e) {
            again.close();
            throw e;
        }
        if (marksPassed) {
            again.passMarks();
        }
        return again;
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
