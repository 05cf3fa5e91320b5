package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import safecsv.mysql.table.ColumnType;

/** What somebody meant who typed into a spreadsheet: values that no damage explains. Not thread-safe. */
final class EditedValues {
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
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT, YEAR ->
                new NumberEdits(this, type, evidence, column).judge(edited);
            case DATE, DATETIME, TIMESTAMP, TIME -> new MomentEdits(this, type, evidence, column).judge(edited);
            case ENUM -> member(edited);
            case CHAR, VARCHAR, TEXT, OTHER ->
                new TextEdits(type, evidence, column, characters).judge(baseline, edited);
            default -> value(edited).asEdit(edited);
        };
    }

    /** The plain reading of an edited text, without questions. */
    NewValue value(String edited) {
        if (type.kind() != ColumnType.Kind.SET && type.kind() != ColumnType.Kind.ENUM) {
            for (char mark : evidence.notation().marks()) {
                BigDecimal number = isNumber() ? NumberReading.readFormatted(edited, mark) : null;
                if (number != null) {
                    return NumberValues.of(type, number);
                }
            }
            if (type.isBoolean() && BooleanWords.value(edited) >= 0) {
                return NewValue.of(Integer.toString(BooleanWords.value(edited)));
            }
            List<Moment> moments = isMoment() ? MomentEdits.moments(evidence, edited) : List.of();
            if (!moments.isEmpty()) {
                return MomentEdits.value(type, edited, moments.get(0), evidence.notation());
            }
        }
        return ColumnValues.of(type, edited);
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

    static CellVerdict error(String edited) {
        return CellVerdict.suspicious(edited, Damage.ERROR, "came back as the error " + edited);
    }

    private boolean isNumber() {
        return type.kind().compareTo(ColumnType.Kind.YEAR) <= 0;
    }

    private boolean isMoment() {
        return type.kind().compareTo(ColumnType.Kind.DATE) >= 0 && type.kind().compareTo(ColumnType.Kind.TIME) <= 0;
    }
}
