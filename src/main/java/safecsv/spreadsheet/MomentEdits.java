package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.time.ZoneId;
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
            return unread(edited);
        }
        if (moments.get(0).zone() != null) {
            return zoned(edited, moments.get(0));
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

    /** What is neither date nor time, or says a weekday that the date does not have. */
    private CellVerdict unread(String edited) {
        for (DateOrder order : evidence.notation().orders()) {
            for (Moment moment : TypedMoments.onAnyDay(edited, order)) {
                NewValue value = value(type, edited, moment, evidence.notation());
                if (value.isValid()) {
                    return CellVerdict.suspicious(
                            value.text(),
                            Damage.DATE_FORMAT,
                            "came back as " + Shown.text(edited) + ", and that day is another day of the week");
                }
            }
        }
        BigDecimal number = evidence.notation().marks().stream()
                .map(mark -> NumberReading.read(SignWidth.narrow(edited).strip(), mark))
                .filter(read -> read != null)
                .findFirst()
                .orElse(null);
        if (number == null) {
            return edits.value(edited).asEdit(edited);
        }
        NewValue stored = SerialDates.value(type, edited, number);
        return stored == null
                ? CellVerdict.suspicious(
                        edited, Damage.PARTIAL_DATE, "came back as the bare number " + edited + ", which may be a date")
                : CellVerdict.suspicious(
                        stored.text(),
                        Damage.PARTIAL_DATE,
                        "came back as " + edited + ", which is what a spreadsheet stores for " + stored.text());
    }

    private CellVerdict zoned(String edited, Moment moment) {
        ZoneId zone = evidence.notation().zone();
        NewValue value = value(type, edited, moment, evidence.notation());
        Moment shown = zone == null ? null : moment.shownIn(zone);
        boolean instant = type.kind() == ColumnType.Kind.TIMESTAMP && shown != null;
        if (!value.isValid() || (instant && !shown.isTwiceIn(zone))) {
            return value.asEdit(edited);
        }
        return CellVerdict.suspicious(
                value.text(),
                Damage.DATE_FORMAT,
                instant
                        ? "came back as " + edited + ", a time that the clocks of " + zone + " show twice"
                        : "came back as " + edited + ", which names a time zone, and the column has none");
    }

    /** The value of a moment: of a TIMESTAMP in the export's time zone; elsewhere what is written, without its zone. */
    static NewValue value(ColumnType type, String edited, Moment moment, Notation notation) {
        if (moment.zone() == null || type.kind() != ColumnType.Kind.TIMESTAMP) {
            return MomentValues.of(type, edited, moment);
        }
        Moment shown = notation.zone() == null ? null : moment.shownIn(notation.zone());
        return shown == null
                ? NewValue.invalid("takes no time zone here, and " + Shown.text(edited) + " names one")
                : MomentValues.of(type, edited, shown);
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
            all.addAll(TypedMoments.of(edited, order));
        }
        return all;
    }
}
