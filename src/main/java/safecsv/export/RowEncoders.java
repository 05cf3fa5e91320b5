package safecsv.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import safecsv.csv.CellEncoding;
import safecsv.csv.CellLocator;
import safecsv.csv.ChangingEncoder;
import safecsv.csv.CsvEncoder;
import safecsv.csv.GuardedColumn;
import safecsv.csv.LongTexts;
import safecsv.csv.PartedOutput;
import safecsv.csv.RowEncoder;
import safecsv.csv.SpreadsheetHeader;
import safecsv.csv.ValueChange;
import safecsv.mysql.ResultColumn;

/** What turns the rows of a result into records; each thread needs one of its own. */
final class RowEncoders {
    private RowEncoders() {}

    /** For rows whose findings nobody asks for. */
    static RowEncoder of(OutputForm form, List<ResultColumn> columns) {
        return of(form, columns, new LongTexts(names(columns)));
    }

    /** For rows that go into this output, whose {@link PartedOutput#columns} are known. */
    static RowEncoder of(OutputForm form, List<ResultColumn> columns, PartedOutput output) {
        return of(form, columns, output.longTexts());
    }

    private static RowEncoder of(OutputForm form, List<ResultColumn> columns, LongTexts longTexts) {
        List<CellEncoding> encodings = columns.stream()
                .map(column -> CellEncodings.of(column.kind(), form.binary()))
                .toList();
        if (!form.isForSpreadsheets()) {
            return new CsvEncoder(form.dialect(), encodings);
        }
        CsvEncoder texts = new CsvEncoder(form.dialect(), Collections.nCopies(columns.size(), CellEncoding.TEXT));
        List<ValueChange> guards = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            guards.add(new GuardedColumn(form.guard(), encodings.get(column), longTexts, column));
        }
        return new SpreadsheetHeader(new ChangingEncoder(texts, guards), form.guard());
    }

    private static List<String> names(List<ResultColumn> columns) {
        return columns.stream().map(ResultColumn::name).toList();
    }

    /** Where a cell is, for messages. */
    static CellLocator locator(OutputForm form, List<ResultColumn> columns) {
        return new CellLocator(form.dialect(), names(columns), Set.of());
    }
}
