package safecsv.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import safecsv.csv.CsvRecord;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;

/** Hands on every row of the CSV with its texts, for a comparison with the table alone. */
final class TwoWay {
    private final Layout layout;
    private final RowKeys keys;
    private final CellCheck cells;
    private final TouchedBatch batch;
    private final StrayLines stray;
    private final DuplicateKeys allKeys = new DuplicateKeys();

    TwoWay(Layout layout, RowKeys keys, CellCheck cells, TouchedBatch batch, StrayLines stray) {
        this.stray = stray;
        this.layout = layout;
        this.keys = keys;
        this.cells = cells;
        this.batch = batch;
    }

    /** Reads to the end. */
    void run(RecordReader reader) throws IOException, MalformedCsvException {
        while (reader.next()) {
            CsvRecord record = reader.record();
            if (record.isBlank()) {
                continue;
            }
            List<String> key = keys.editedParts(record, reader.line());
            if (key == null || (key.isEmpty() && stray.takes(record, reader.line()))) {
                continue;
            }
            if (!key.isEmpty()) {
                allKeys.add(RowKeys.joined(key));
            }
            batch.accept(
                    new TouchedRow(TouchedRow.Kind.COMPARED, reader.line(), key, null, texts(record, reader.line())));
        }
    }

    /** To find keys that are there twice. */
    DuplicateKeys keys() {
        return allKeys;
    }

    private List<String> texts(CsvRecord record, long line) {
        List<String> texts = new ArrayList<>(layout.columns().size());
        for (DiffColumn column : layout.columns()) {
            texts.add(cells.text(column, record, line));
        }
        return texts;
    }
}
