package safecsv.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import safecsv.export.mask.MaskKind;
import safecsv.export.mask.MaskedColumn;
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
        List<CellEncoding> encodings = new ArrayList<>();
        List<ValueChange> masks = new ArrayList<>();
        for (ResultColumn column : columns) {
            CellEncoding encoding = CellEncodings.of(column.kind(), form.binary());
            Optional<MaskKind> mask = form.masks().of(column.name());
            masks.add(mask.map(kind -> new MaskedColumn(form.masks(), kind, hexadecimal(encoding)))
                    .orElse(null));
            encodings.add(mask.isPresent() ? CellEncoding.TEXT : encoding);
        }
        RowEncoder encoder = form.isForSpreadsheets()
                ? forSpreadsheets(form, encodings, longTexts)
                : new CsvEncoder(form.dialect(), encodings);
        return form.masks().isEmpty() ? encoder : new ChangingEncoder(encoder, masks);
    }

    /** So that hashes of the same bytes are the same in every file. */
    private static CellEncoding hexadecimal(CellEncoding encoding) {
        return encoding == CellEncoding.BASE64 ? CellEncoding.HEX : encoding;
    }

    private static RowEncoder forSpreadsheets(OutputForm form, List<CellEncoding> encodings, LongTexts longTexts) {
        CsvEncoder texts = new CsvEncoder(form.dialect(), Collections.nCopies(encodings.size(), CellEncoding.TEXT));
        List<ValueChange> guards = new ArrayList<>();
        for (int column = 0; column < encodings.size(); column++) {
            guards.add(new GuardedColumn(form.guard(), encodings.get(column), longTexts, column));
        }
        return new SpreadsheetHeader(new ChangingEncoder(texts, guards), form.guard());
    }

    private static List<String> names(List<ResultColumn> columns) {
        return columns.stream().map(ResultColumn::name).toList();
    }

    /** Where a cell is, for messages. */
    static CellLocator locator(OutputForm form, List<ResultColumn> columns) {
        Set<Integer> hidden = IntStream.range(0, columns.size())
                .filter(column -> form.masks().of(columns.get(column).name()).isPresent())
                .boxed()
                .collect(Collectors.toSet());
        return new CellLocator(form.dialect(), names(columns), hidden);
    }
}
