package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import safecsv.mysql.table.ColumnType;

/** Keys in a form that is the same before and after a spreadsheet, as far as it leaves enough of them. */
public final class KeyForm {
    private static final int KEPT_DIGITS = 15;

    /** What makes keys of one form of different ones. */
    static final Set<Damage> LOSSES = EnumSet.of(
            Damage.LEADING_ZEROS, Damage.NUMBER_FORMAT, Damage.EXPONENT, Damage.LONG_DIGITS, Damage.EDGE_BLANKS);

    private KeyForm() {}

    /** Whether a column's keys can come back as another text of the same form. */
    public static boolean isFor(ColumnType type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, BIGINT, DECIMAL -> true;
            default -> false;
        };
    }

    /** {@code 000007} and {@code 7} have the same form, and so have numbers that share their first 15 digits. */
    public static String of(String key) {
        BigDecimal number = key.length() <= 40 ? NumberReading.read(key, '.') : null;
        if (number == null) {
            return key.strip();
        }
        BigDecimal kept = number.precision() > KEPT_DIGITS ? NumberValues.rounded(number, KEPT_DIGITS) : number;
        return kept.signum() == 0 ? "0" : kept.stripTrailingZeros().toPlainString();
    }
}
