package safecsv.export;

import java.util.List;
import java.util.Set;
import safecsv.csv.CellLocator;
import safecsv.csv.CsvEncoder;
import safecsv.csv.RowEncoder;
import safecsv.mysql.ResultColumn;

/** What turns the rows of a result into records; each thread needs one of its own. */
final class RowEncoders {
    private RowEncoders() {}

    static RowEncoder of(OutputForm form, List<ResultColumn> columns) {
        return new CsvEncoder(
                form.dialect(),
                columns.stream()
                        .map(column -> CellEncodings.of(column.kind(), form.binary()))
                        .toList());
    }

    /** Where a cell is, for messages. */
    static CellLocator locator(OutputForm form, List<ResultColumn> columns) {
        return new CellLocator(
                form.dialect(), columns.stream().map(ResultColumn::name).toList(), Set.of());
    }
}
