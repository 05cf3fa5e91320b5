package safecsv.diff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import safecsv.csv.CsvRecord;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.csv.baseline.BaselineReader;
import safecsv.spreadsheet.BaselineSample;

/** Takes from a baseline's first rows what tells encodings apart. */
final class SampleReader {
    private static final int ROWS = 3000;

    private SampleReader() {}

    static BaselineSample of(BaselineReader baseline) {
        BaselineSample sample = new BaselineSample(
                baseline.manifest().columns().stream().map(BaselineColumn::name).toList());
        try (RecordReader rows = new RecordReader(baseline.rows(), (byte) ',')) {
            rows.next();
            for (int row = 0; row < ROWS && !sample.isFull() && rows.next(); row++) {
                add(rows.record(), sample);
            }
        } catch (MalformedCsvException | CharacterCodingException e) {
            throw new IllegalStateException("a baseline that is no CSV", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sample;
    }

    private static void add(CsvRecord record, BaselineSample sample) throws CharacterCodingException {
        for (int cell = 0; cell < record.cells(); cell++) {
            sample.add(record.text(cell));
        }
    }
}
