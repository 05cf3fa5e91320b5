package safecsv.spreadsheet;

import java.util.Locale;
import java.util.regex.Pattern;
import safecsv.mysql.table.ColumnType;

/** Bytes as {@code 0x} and hexadecimal digits. */
final class ByteValues {
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX](?:[0-9a-fA-F]{2})*+");

    private ByteValues() {}

    static NewValue of(ColumnType type, String text) {
        if (!HEXADECIMAL.matcher(text).matches()) {
            return NewValue.invalid("must be 0x and pairs of hexadecimal digits, not " + Shown.text(text));
        }
        int bytes = (text.length() - 2) / 2;
        if (type.length() >= 0 && bytes > type.length()) {
            return NewValue.invalid("holds " + type.length() + " bytes, and this value has " + bytes);
        }
        // MySQL manual, "The BINARY and VARBINARY Types": a BINARY is filled up with zero bytes when it is stored.
        int filledUp = type.kind() == ColumnType.Kind.BINARY ? type.length() - bytes : 0;
        return NewValue.of("0x" + text.substring(2).toUpperCase(Locale.ROOT) + "00".repeat(filledUp));
    }
}
