package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import safecsv.mysql.table.ColumnType;

/** Numbers that somebody may have typed, and what spreadsheets leave of long ones. */
record NumberEdits(EditedValues edits, ColumnType type, Evidence evidence, int column) {
    private static final int LONG_DIGITS = 16;
    private static final int SHOWN_CHARACTERS = 11;

    CellVerdict judge(String edited) {
        if (ErrorLiterals.isError(edited)) {
            return EditedValues.error(edited);
        }
        List<String> readings = new ArrayList<>(2);
        List<String> unfit = new ArrayList<>(1);
        NewValue last = null;
        for (char mark : evidence.notation().marks()) {
            BigDecimal number = NumberReading.readFormatted(edited, mark);
            NewValue value = number == null ? null : NumberValues.of(type, number);
            last = value == null ? last : value;
            if (value != null && value.isValid() && !readings.contains(value.text())) {
                readings.add(value.text());
            } else if (value != null && !value.isValid()) {
                unfit.add(number.toPlainString());
            }
        }
        if (readings.isEmpty()) {
            return (last == null ? edits.value(edited) : last).asEdit(edited);
        }
        if (readings.size() > 1) {
            return CellVerdict.suspicious(
                    readings.get(0),
                    Damage.NUMBER_FORMAT,
                    "came back as " + Shown.text(edited) + ", which can be " + readings.get(0) + " or "
                            + readings.get(1) + ": the file does not show which decimal mark it uses");
        }
        if (!unfit.isEmpty() && type.kind() == ColumnType.Kind.DECIMAL && type.scale() > 0) {
            // 1.005 in a column of two decimals is no 1005: somebody may have typed one digit too many.
            return CellVerdict.suspicious(
                    readings.get(0),
                    Damage.NUMBER_FORMAT,
                    "came back as " + Shown.text(edited) + ", which can be " + readings.get(0) + ", or " + unfit.get(0)
                            + ", which the column can't hold: the file does not show which decimal mark it uses");
        }
        return questioned(edited, readings.get(0));
    }

    private CellVerdict questioned(String edited, String value) {
        if (!evidence.isRewritten()) {
            return CellVerdict.edit(value);
        }
        if (NumberReading.hasExponent(edited)) {
            return CellVerdict.suspicious(
                    value,
                    Damage.EXPONENT,
                    "came back as " + edited + ": digits may have been lost behind the exponent");
        }
        long digits = edited.chars().filter(Character::isDigit).count();
        if (digits >= LONG_DIGITS && edited.endsWith("0") && edited.indexOf('.') < 0) {
            return CellVerdict.suspicious(
                    value, Damage.LONG_DIGITS, "came back as " + edited + ": spreadsheets keep only 15 digits");
        }
        BigDecimal number = NumberValues.parse(value);
        if (holdsMore(number) && evidence.tally(column).roundings().mayHaveCut(number)) {
            return CellVerdict.suspicious(
                    value,
                    Damage.ROUNDING,
                    "came back as " + Shown.text(edited)
                            + " in a column whose format shows no more digits: more may have been typed");
        }
        boolean floating = type.kind() == ColumnType.Kind.DOUBLE || type.kind() == ColumnType.Kind.FLOAT;
        boolean filled = edited.length() == SHOWN_CHARACTERS + (edited.charAt(0) == '-' ? 1 : 0)
                && decimals(edited) > 0
                && (floating || (type.kind() == ColumnType.Kind.DECIMAL && decimals(edited) < type.scale()));
        return filled
                ? CellVerdict.suspicious(
                        value, Damage.ROUNDING, "came back as " + edited + ", which may be cut to what the cell shows")
                : CellVerdict.edit(value);
    }

    /** Whether the column has place for more decimals than the number shows. */
    private boolean holdsMore(BigDecimal number) {
        return switch (type.kind()) {
            case DECIMAL -> Roundings.scale(number) < type.scale();
            case FLOAT, DOUBLE -> true;
            default -> false;
        };
    }

    private static int decimals(String number) {
        int mark = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        return mark < 0 ? 0 : number.length() - mark - 1;
    }
}
