package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;
import safecsv.mysql.table.ColumnType;

/** Dates and times that somebody may have typed, in the file's order of day and month. */
record MomentEdits(EditedValues edits, ColumnType type, Evidence evidence, int column) {
    CellVerdict judge(String edited) {
        if (ErrorLiterals.isError(edited)) {
            return EditedValues.error(edited);
        }
        List<Moment> moments = moments(evidence, edited);
        if (moments.isEmpty()) {
            return NumberReading.read(edited, '.') == null
                    ? edits.value(edited).asEdit(edited)
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
            return isPart(moments.get(0))
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

    /** Some components of a date, or a time of day alone in a column of dates that is shown so. */
    private boolean isPart(Moment moment) {
        return moment.hasDate()
                ? !moment.hasWholeDate()
                : type.kind() != ColumnType.Kind.TIME && evidence.tally(column).lost(Damage.PARTIAL_DATE) > 0;
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

    /** All that the text can mean in the orders that the file may use. */
    static List<Moment> moments(Evidence evidence, String edited) {
        List<Moment> all = new ArrayList<>(3);
        for (DateOrder order : evidence.notation().orders()) {
            all.addAll(MomentParser.parseTyped(edited, order));
        }
        return all;
    }
}
