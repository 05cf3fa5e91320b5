package safecsv.spreadsheet;

import java.math.BigDecimal;
import safecsv.csv.SpreadsheetGuard;
import safecsv.mysql.table.ColumnType;

/** The rules of one column: how a baseline text can have become an edited one. Not thread-safe. */
final class CellRules {
    private final ColumnType type;
    private final Notation notation;
    private final CharacterLoss characters;

    CellRules(ColumnType type, Notation notation, CharacterLoss characters) {
        this.type = type;
        this.notation = notation;
        this.characters = characters;
    }

    /** How {@code b} can have become {@code e} without anybody's doing; null where it can't. They differ. */
    Change change(String b, String e) {
        if (ErrorLiterals.isHashMarks(e) && !isText()) {
            return Change.damaged(Damage.HASH_MARKS);
        }
        if (SpreadsheetGuard.strip(e).equals(b)) {
            return Change.reformatted(Damage.GUARD);
        }
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT, YEAR -> number(b, e);
            case DATE, DATETIME, TIMESTAMP, TIME -> MomentChange.of(type, b, e, notation);
            case JSON ->
                JsonValues.equal(b, e)
                        ? Change.reformatted(Damage.JSON_FORMAT)
                        : TextChange.of(b, e, notation, characters);
            case BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR -> bytes(b, e);
            case ENUM, SET -> choice(b, e);
            case CHAR -> fixed(b, e);
            default -> TextChange.of(b, e, notation, characters);
        };
    }

    private boolean isText() {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, ENUM, SET, OTHER -> true;
            default -> false;
        };
    }

    private Change choice(String b, String e) {
        NewValue value = ColumnValues.of(type, e);
        if (value.isValid() && value.text().equals(b)) {
            return Change.reformatted(Damage.NUMBER_FORMAT);
        }
        return TextChange.of(b, e, notation, characters);
    }

    private Change fixed(String b, String e) {
        NewValue value = TextValues.of(type, e);
        return value.isValid() && value.text().equals(b)
                ? Change.reformatted(Damage.EDGE_BLANKS)
                : TextChange.of(b, e, notation, characters);
    }

    private Change bytes(String b, String e) {
        NewValue value = ByteValues.of(type, e);
        if (value.isValid() && b.equalsIgnoreCase(value.text())) {
            return Change.reformatted(Damage.NUMBER_FORMAT);
        }
        return e.length() >= CharacterLoss.LONGEST_CELL - 1 && b.startsWith(e) ? Change.damaged(Damage.CUT) : null;
    }

    private Change number(String b, String e) {
        if (isZerosCut(b, e)) {
            return Change.reformatted(Damage.NUMBER_FORMAT);
        }
        BigDecimal before = NumberValues.parse(b);
        if (before == null) {
            return null;
        }
        Change best = null;
        for (char mark : notation.marks()) {
            BigDecimal after = NumberReading.readFormatted(e, mark);
            Change change = after == null ? null : change(b, before, e, after);
            if (change != null && (best == null || change.lossless())) {
                best = change;
            }
        }
        if (best != null) {
            return best;
        }
        if (type.isBoolean() && isBoolean(before, e)) {
            return Change.reformatted(Damage.BOOLEAN);
        }
        if (notation.marks().contains(',') && NumberChange.isPointDropped(b, e)) {
            return Change.damaged(Damage.DECIMAL_POINT);
        }
        boolean dated = b.indexOf('.') > 0 && b.length() <= 8 && NumberChange.isDateOf(b, e, notation.orders());
        return dated ? Change.damaged(Damage.DATE_CONVERSION) : null;
    }

    private Change change(String b, BigDecimal before, String e, BigDecimal after) {
        boolean equal = switch (type.kind()) {
            case DOUBLE -> before.doubleValue() == after.doubleValue();
            case FLOAT -> before.floatValue() == after.floatValue();
            default -> false;
        };
        return equal ? Change.reformatted(Damage.NUMBER_FORMAT).of(after) : NumberChange.of(b, before, e, after);
    }

    private static boolean isBoolean(BigDecimal before, String e) {
        int word = BooleanWords.value(e);
        return word >= 0 && before.compareTo(BigDecimal.valueOf(word)) == 0;
    }

    /** The usual case, cheaply: {@code 10.50} came back as {@code 10.5}, {@code 7.00} as {@code 7}. */
    private static boolean isZerosCut(String b, String e) {
        int length = e.length();
        if (length == 0 || length >= b.length() || !b.startsWith(e)) {
            return false;
        }
        int point = b.indexOf('.');
        if (point < 0 || point > length) {
            return false;
        }
        for (int i = length; i < b.length(); i++) {
            char c = b.charAt(i);
            if (c != '0' && !(c == '.' && i == length)) {
                return false;
            }
        }
        return e.charAt(length - 1) != '.';
    }
}
