package safecsv.spreadsheet;

import safecsv.mysql.table.ColumnType;

/** Texts that somebody may have typed, where a spreadsheet may have made them of others. */
record TextEdits(ColumnType type, Evidence evidence, int column, CharacterLoss characters) {
    CellVerdict judge(String baseline, String edited) {
        String restored = baseline == null ? edited : characters.restored(baseline, edited);
        NewValue value = ColumnValues.of(type, restored);
        if (!value.isValid() || !evidence.isRewritten() || edited.isEmpty()) {
            return value.asEdit(edited);
        }
        if (ErrorLiterals.isError(edited)) {
            return EditedValues.error(edited);
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
                : CellVerdict.edit(value.text());
    }

    private boolean isDateLike(String edited) {
        String narrow = SignWidth.narrow(edited);
        return evidence.notation().orders().stream()
                .flatMap(order -> MomentParser.parse(narrow, order).stream())
                .anyMatch(Moment::hasDate);
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
}
