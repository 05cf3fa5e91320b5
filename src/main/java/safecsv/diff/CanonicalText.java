package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import safecsv.csv.CellEncoding;
import safecsv.csv.CellText;
import safecsv.mysql.RawValue;

/**
 * The one text of a value that baselines, diffs and plans hold: what {@code export --table} writes for it in the
 * standard dialect, without quotes; null for NULL.
 */
public final class CanonicalText {
    private CanonicalText() {}

    public static String of(RawValue value) {
        CellEncoding encoding = switch (value.kind()) {
            case NUMBER_OR_TIME, FLOAT -> CellEncoding.PLAIN;
            case WIDENED_FLOAT -> CellEncoding.FLOAT;
            case TEXT -> CellEncoding.TEXT;
            case BINARY -> CellEncoding.HEX;
            case BIT -> CellEncoding.BIT;
        };
        return CellText.of(encoding, value.bytes());
    }

    /** A row's values, in order. */
    public static List<String> of(List<RawValue> row) {
        List<String> texts = new ArrayList<>(row.size());
        row.forEach(value -> texts.add(of(value)));
        return texts;
    }
}
