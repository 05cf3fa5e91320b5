package safecsv.diff;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import safecsv.csv.CsvRecord;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;
import safecsv.csv.SpreadsheetGuard;
import safecsv.mysql.table.ColumnType;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.Evidence;
import safecsv.spreadsheet.FileTraits;

/**
 * Learns from the first rows of an edited file what the program did that wrote it. Reads so many rows, and as much of the
 * baseline as is needed to find theirs.
 */
final class EvidenceReader {
    private static final int ROWS = 20_000;
    private static final long BYTES = 16 << 20;
    /** So many pairs are enough where the rest of them is far away. */
    private static final int ENOUGH = 2_000;

    private final Layout layout;
    private final RowKeys keys;
    /** Keys as any locale's program may have written them. */
    private final RowKeys looseKeys;

    private final Evidence evidence;
    /** By the key's text. */
    private final Map<String, byte[]> waiting = new HashMap<>();
    /** Of rows whose keys are behind guards or have other forms than texts: the text by what is behind, and by the form. */
    private final Map<String, String> texts = new HashMap<>();
    /** The same rows and those whose keys can't be read, in their order. */
    private final List<byte[]> inOrder = new ArrayList<>();

    /** Whether no cell is without quotes. */
    private boolean quoted;

    private EvidenceReader(Layout layout, FileTraits traits) {
        this.layout = layout;
        this.keys = new RowKeys(
                layout,
                new CellVerdicts(layout),
                new Problems(),
                () -> true,
                new StrayLines(layout, new Tally(), Acceptance.NOTHING));
        List<ColumnType> types =
                layout.columns().stream().map(column -> column.column().type()).toList();
        this.evidence = new Evidence(types, traits);
        Evidence nothing =
                new Evidence(types, new FileTraits(traits.charset(), true, true, traits.nullText(), traits.zone()));
        nothing.settle();
        CellVerdicts loose = new CellVerdicts(layout, new LearnedEvidence(() -> nothing), false, Acceptance.NOTHING);
        this.looseKeys = new RowKeys(layout, loose, new Problems());
    }

    /**
     * Settled evidence; its columns are the layout's.
     *
     * @param zone in which the export wrote TIMESTAMPs; null where that is not known
     */
    static Evidence read(Layout layout, EditedFile edited, RecordReader baseline, ZoneId zone) throws IOException {
        boolean rewritten = edited.isRewritten();
        FileTraits traits = new FileTraits(edited.form().charset(), rewritten, rewritten, edited.nullText(), zone);
        EvidenceReader reader = new EvidenceReader(layout, traits);
        reader.takeWhileWellFormed(edited);
        try {
            reader.pair(baseline, edited.reader().record().another());
        } catch (MalformedCsvException e) {
            throw new IllegalStateException("a baseline that is no CSV", e);
        }
        if (reader.quoted) {
            reader.evidence.quotedThroughout();
        }
        reader.evidence.settle();
        return reader.evidence;
    }

    /** What stands before a broken record is evidence enough; the comparison will name the place. */
    private void takeWhileWellFormed(EditedFile edited) throws IOException {
        try (RecordReader rows = edited.again()) {
            take(rows);
        } catch (MalformedCsvException e) {
            return;
        }
    }

    private void take(RecordReader rows) throws IOException, MalformedCsvException {
        quoted = rows.record().isQuoted();
        long bytes = 0;
        for (int row = 0; row < ROWS && bytes < BYTES && rows.next(); row++) {
            CsvRecord record = rows.record();
            quoted = quoted && (record.isQuoted() || record.isBlank());
            if (record.isBlank()) {
                continue;
            }
            byte[] copy = record.bytes();
            bytes += copy.length;
            inOrder.add(copy);
            List<String> key = keys.editedParts(record, 0);
            if (key != null && !key.isEmpty()) {
                String text = RowKeys.joined(key);
                waiting.put(text, copy);
                List<String> plain = key.stream().map(SpreadsheetGuard::strip).toList();
                other(RowKeys.joined(plain), text);
                other(keys.comparable(plain), text);
            }
        }
    }

    private void other(String form, String text) {
        if (!form.equals(text)) {
            texts.putIfAbsent(form, text);
        }
    }

    /** The row that has this key, or has it behind a guard, or else one that has a key of its form. */
    private byte[] partner(CsvRecord record) {
        List<String> key = keys.baselineParts(record);
        String text = RowKeys.joined(key);
        String form = keys.comparable(key);
        for (String candidate : Arrays.asList(text, texts.get(text), form, texts.get(form))) {
            byte[] partner = waiting.remove(candidate);
            if (partner != null) {
                return partner;
            }
        }
        return null;
    }

    private void pair(RecordReader baseline, CsvRecord edited) throws IOException, MalformedCsvException {
        baseline.next();
        int pairs = 0;
        for (int row = 0; (!waiting.isEmpty() || row < inOrder.size()) && baseline.next(); row++) {
            if (row > 2 * ROWS && pairs >= ENOUGH) {
                return;
            }
            byte[] partner = partner(baseline.record());
            if (partner != null || isInItsPlace(baseline.record(), row, edited)) {
                add(baseline.record(), partner == null ? edited : edited.parse(partner));
                pairs++;
            }
        }
    }

    /** Whether the row in this place of the CSV, where no row has the key any more, has what may have become of it. */
    private boolean isInItsPlace(CsvRecord baseline, int row, CsvRecord edited) {
        return row < inOrder.size()
                && edited.parse(inOrder.get(row)).cells() == layout.cells()
                && looseKeys.same(baseline, edited);
    }

    private void add(CsvRecord baseline, CsvRecord edited) {
        if (edited.cells() < layout.cells() && isEmptyFrom(edited.cells(), baseline)) {
            evidence.cutShort();
        }
        for (int index = 0; index < layout.columns().size(); index++) {
            if (layout.columns().get(index).isInCsv()) {
                add(index, baseline, edited);
            }
        }
    }

    private void add(int index, CsvRecord baseline, CsvRecord edited) {
        DiffColumn column = layout.columns().get(index);
        String text;
        try {
            text = edited.text(column.edited());
        } catch (CharacterCodingException e) {
            // The comparison will name the place; for the evidence one cell less does not matter.
            return;
        }
        evidence.add(index, RowKeys.trusted(baseline, column.baseline()), text);
    }

    /** Whether the export had nothing in the cells that the CSV's row ends before. */
    private boolean isEmptyFrom(int cell, CsvRecord baseline) {
        return layout.columns().stream()
                .filter(column -> column.edited() >= cell)
                .allMatch(column -> baseline.isEmpty(column.baseline()));
    }
}
