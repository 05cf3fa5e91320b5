package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import safecsv.mysql.table.ColumnType;

/** What somebody meant who typed into a spreadsheet: values that no damage explains. Not thread-safe. */
final class EditedValues {
    private static final int LONG_DIGITS = 16;
    private static final int SHOWN_CHARACTERS = 11;

    private final ColumnType type;
    private final Evidence evidence;
    private final int column;
    private final CellRules rules;
    private final CharacterLoss characters;

    EditedValues(ColumnType type, Evidence evidence, int column, CellRules rules, CharacterLoss characters) {
        this.type = type;
        this.evidence = evidence;
        this.column = column;
        this.rules = rules;
        this.characters = characters;
    }

    /** @param baseline null where there was nothing, or NULL */
    CellVerdict judge(String baseline, String edited) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT, YEAR -> number(edited);
            case DATE, DATETIME, TIMESTAMP, TIME -> moment(edited);
            case ENUM -> member(edited);
            case CHAR, VARCHAR, TEXT, OTHER -> text(baseline, edited);
            default -> value(edited).asEdit(edited);
        };
    }

    /** The plain reading of an edited text, without questions. */
    NewValue value(String edited) {
        if (type.kind() != ColumnType.Kind.SET && type.kind() != ColumnType.Kind.ENUM) {
            for (char mark : evidence.notation().marks()) {
                BigDecimal number = isNumber() ? NumberReading.read(edited, mark) : null;
                if (number != null) {
                    return NumberValues.of(type, number);
                }
            }
            if (type.isBoolean() && BooleanWords.value(edited) >= 0) {
                return NewValue.of(Integer.toString(BooleanWords.value(edited)));
            }
            List<Moment> moments = isMoment() ? moments(edited) : List.of();
            if (!moments.isEmpty()) {
                return MomentValues.of(type, edited, moments.get(0));
            }
        }
        return ColumnValues.of(type, edited);
    }

    private CellVerdict number(String edited) {
        if (ErrorLiterals.isError(edited)) {
            return error(edited);
        }
        List<String> readings = new ArrayList<>(2);
        NewValue last = null;
        for (char mark : evidence.notation().marks()) {
            BigDecimal number = NumberReading.read(edited, mark);
            NewValue value = number == null ? null : NumberValues.of(type, number);
            last = value == null ? last : value;
            if (value != null && value.isValid() && !readings.contains(value.text())) {
                readings.add(value.text());
            }
        }
        if (readings.isEmpty()) {
            return (last == null ? value(edited) : last).asEdit(edited);
        }
        if (readings.size() > 1) {
            return CellVerdict.suspicious(
                    readings.get(0),
                    Damage.NUMBER_FORMAT,
                    "came back as " + Shown.text(edited) + ", which can be " + readings.get(0) + " or "
                            + readings.get(1) + ": the file does not show which decimal mark it uses");
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
        boolean floating = type.kind() == ColumnType.Kind.DOUBLE || type.kind() == ColumnType.Kind.FLOAT;
        boolean filled = edited.length() == SHOWN_CHARACTERS + (edited.charAt(0) == '-' ? 1 : 0)
                && decimals(edited) > 0
                && (floating || (type.kind() == ColumnType.Kind.DECIMAL && decimals(edited) < type.scale()));
        return filled
                ? CellVerdict.suspicious(
                        value, Damage.ROUNDING, "came back as " + edited + ", which may be cut to what the cell shows")
                : CellVerdict.edit(value);
    }

    private static int decimals(String number) {
        int mark = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        return mark < 0 ? 0 : number.length() - mark - 1;
    }

    private CellVerdict moment(String edited) {
        if (ErrorLiterals.isError(edited)) {
            return error(edited);
        }
        List<Moment> moments = moments(edited);
        if (moments.isEmpty()) {
            return NumberReading.read(edited, '.') == null
                    ? value(edited).asEdit(edited)
                    : CellVerdict.suspicious(
                            edited,
                            Damage.PARTIAL_DATE,
                            "came back as the bare number " + edited + ", which may be a date");
        }
        List<String> readings = new ArrayList<>(2);
        NewValue last = null;
        for (Moment moment : moments) {
            last = MomentValues.of(type, edited, moment);
            if (last.isValid() && !readings.contains(last.text())) {
                readings.add(last.text());
            }
        }
        if (readings.isEmpty()) {
            return moments.get(0).hasDate() && !moments.get(0).hasWholeDate()
                    ? CellVerdict.suspicious(
                            edited,
                            Damage.PARTIAL_DATE,
                            "came back as " + Shown.text(edited) + ", which is only a part of a date")
                    : last.asEdit(edited);
        }
        if (readings.size() > 1) {
            return CellVerdict.suspicious(
                    readings.get(0),
                    Damage.DATE_FORMAT,
                    "came back as " + edited + ", which can be " + readings.get(0) + " or " + readings.get(1)
                            + ": the file does not show whether the day or the month comes first");
        }
        return complete(moments.get(0), readings.get(0));
    }

    private CellVerdict complete(Moment moment, String value) {
        boolean secondsAssumed = type.kind() != ColumnType.Kind.DATE
                && moment.hasTime()
                && moment.second() < 0
                && evidence.tally(column).lost(Damage.SECONDS) > 0;
        return secondsAssumed
                ? CellVerdict.flaggedEdit(
                        value, Damage.SECONDS, "came back without seconds, as the whole column did; :00 is assumed")
                : CellVerdict.edit(value);
    }

    private List<Moment> moments(String edited) {
        List<Moment> all = new ArrayList<>(3);
        for (DateOrder order : evidence.notation().orders()) {
            all.addAll(MomentParser.parse(edited, order));
        }
        return all;
    }

    private CellVerdict member(String edited) {
        NewValue value = value(edited);
        if (value.isValid()) {
            return CellVerdict.edit(value.text());
        }
        List<String> sources = new ArrayList<>(2);
        for (String member : type.members()) {
            if (rules.change(member, edited) != null) {
                sources.add(member);
            }
        }
        if (sources.size() == 1) {
            return CellVerdict.flaggedEdit(
                    sources.get(0),
                    Damage.DATE_CONVERSION,
                    "came back as " + edited + ", which is what a spreadsheet makes of it");
        }
        return sources.isEmpty()
                ? value.asEdit(edited)
                : CellVerdict.suspicious(
                        sources.get(0),
                        Damage.DATE_CONVERSION,
                        "came back as " + edited + ", which a spreadsheet makes of "
                                + String.join(" and of ", sources));
    }

    private CellVerdict error(String edited) {
        return CellVerdict.suspicious(edited, Damage.ERROR, "came back as the error " + edited);
    }

    private CellVerdict text(String baseline, String edited) {
        String restored = baseline == null ? edited : characters.restored(baseline, edited);
        NewValue value = ColumnValues.of(type, restored);
        if (!value.isValid() || !evidence.isRewritten()) {
            return value.asEdit(edited);
        }
        if (ErrorLiterals.isError(edited)) {
            return error(edited);
        }
        CellVerdict number = numberLike(edited);
        if (number != null) {
            return number;
        }
        if (edited.length() <= 40 && Character.isDigit(edited.charAt(edited.length() - 1)) && isDateLike(edited)) {
            return CellVerdict.suspicious(
                    restored,
                    Damage.DATE_CONVERSION,
                    "came back as " + edited + ", a date that may have been typed otherwise");
        }
        return isDoubtful(baseline, edited)
                ? CellVerdict.suspicious(
                        restored,
                        Damage.ENCODING,
                        "holds a sign that may stand for one that the file's encoding does not have")
                : CellVerdict.edit(restored);
    }

    private boolean isDateLike(String edited) {
        for (Moment moment : moments(edited)) {
            if (moment.hasDate()) {
                return true;
            }
        }
        return false;
    }

    private CellVerdict numberLike(String edited) {
        Tally tally = evidence.tally(column);
        boolean number = NumberReading.read(edited, '.') != null || NumberReading.read(edited, ',') != null;
        if (!number) {
            return null;
        }
        if (NumberReading.hasExponent(edited)) {
            return CellVerdict.suspicious(
                    edited,
                    Damage.EXPONENT,
                    "came back as " + edited + ", a number that may have been typed otherwise");
        }
        if (tally.lost(Damage.LEADING_ZEROS) > tally.kept(Damage.LEADING_ZEROS)) {
            String padded = tally.width() > edited.length() && edited.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? "0".repeat(tally.width() - edited.length()) + edited
                    : edited;
            return CellVerdict.suspicious(
                    padded,
                    Damage.LEADING_ZEROS,
                    "came back as " + edited + " in a column that lost its leading zeros");
        }
        boolean converted =
                tally.lost(Damage.EXPONENT) + tally.lost(Damage.LONG_DIGITS) + tally.lost(Damage.NUMBER_FORMAT) > 0;
        return converted
                ? CellVerdict.suspicious(
                        edited,
                        Damage.NUMBER_FORMAT,
                        "came back as " + edited + " in a column whose texts were taken for numbers")
                : null;
    }

    /** Whether what is new holds a sign that an encoder puts for others. */
    private boolean isDoubtful(String baseline, String edited) {
        for (int i = 0; i < edited.length(); i++) {
            char c = edited.charAt(i);
            boolean doubtful = c == '\ufffd' || characters.mayStandForAnother(c);
            if (doubtful && (baseline == null || count(edited, c) > explained(baseline, c))) {
                return true;
            }
        }
        return false;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }

    /** How many of these signs the baseline accounts for: its own, and what the encoding has no place for. */
    private long explained(String baseline, char sign) {
        return count(baseline, sign) + characters.unheld(baseline, sign);
    }

    private boolean isNumber() {
        return type.kind().compareTo(ColumnType.Kind.YEAR) <= 0;
    }

    private boolean isMoment() {
        return type.kind().compareTo(ColumnType.Kind.DATE) >= 0 && type.kind().compareTo(ColumnType.Kind.TIME) <= 0;
    }
}
