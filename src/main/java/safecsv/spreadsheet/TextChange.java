package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import safecsv.csv.SpreadsheetGuard;

/** What a spreadsheet can make of a text, a member of an ENUM, or anything else that it first has to read. */
final class TextChange {
    private static final int LONGEST_READ = 80;

    private TextChange() {}

    /** How {@code b} can have become {@code e}; null where it can't. Both differ. */
    static Change of(String b, String e, Notation notation, CharacterLoss characters) {
        if (isZerosLost(b, e)) {
            return Change.damaged(Damage.LEADING_ZEROS);
        }
        Change change = null;
        if (b.length() <= LONGEST_READ && e.length() <= LONGEST_READ) {
            change = converted(b, e, notation);
        }
        if (change == null) {
            change = written(b, e, characters);
        }
        return change;
    }

    private static Change converted(String b, String e, Notation notation) {
        Change number = asNumber(b, e, notation);
        if (number != null) {
            return number;
        }
        Change moment = asMoment(b, e, notation.orders());
        if (moment != null) {
            return moment;
        }
        int word = BooleanWords.value(b);
        if (word >= 0 && word == BooleanWords.value(e)) {
            return Change.damaged(Damage.BOOLEAN);
        }
        if (Formulas.canShow(b, e, notation)) {
            return Change.damaged(Damage.FORMULA);
        }
        return null;
    }

    private static Change written(String b, String e, CharacterLoss characters) {
        if (ErrorLiterals.isHashMarks(e) && e.length() >= 3) {
            return Change.damaged(Damage.HASH_MARKS);
        }
        if (isGuarded(b, e) || isGuarded(e, b)) {
            return Change.reformatted(Damage.GUARD);
        }
        Change loss = characters.of(b, e);
        if (loss != null) {
            return loss;
        }
        String plain = SpreadsheetGuard.strip(e);
        Change behind = plain.equals(e) ? null : characters.of(b, plain);
        if (behind != null) {
            return behind.damage() == Damage.LINE_BREAKS ? Change.reformatted(Damage.GUARD) : behind;
        }
        if (b.strip().equals(e)) {
            return Change.damaged(Damage.EDGE_BLANKS);
        }
        return (TextValues.isAscii(b) && TextValues.isAscii(e)) || !composed(b).equals(composed(e))
                ? null
                : Change.reformatted(Damage.COMPOSITION);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Whether {@code guarded} is the plain text behind an apostrophe or within {@code ="…"}. */
    private static boolean isGuarded(String plain, String guarded) {
        return guarded.length() > plain.length()
                && SpreadsheetGuard.strip(guarded).equals(plain);
    }

    private static boolean isZerosLost(String b, String e) {
        int zeros = b.length() - e.length();
        if (zeros <= 0 || e.isEmpty() || b.length() > 15 || !b.endsWith(e)) {
            return false;
        }
        for (int i = 0; i < b.length(); i++) {
            char c = b.charAt(i);
            if (i < zeros ? c != '0' : c < '0' || c > '9') {
                return false;
            }
        }
        return e.charAt(0) != '0' || e.length() == 1;
    }

    private static Change asNumber(String b, String e, Notation notation) {
        if (!holdsDigit(b) || !holdsDigit(e) || (TextValues.isAscii(b) && holdsFullWidth(e))) {
            return null;
        }
        for (char mark : notation.marks()) {
            BigDecimal before = NumberReading.read(b, mark);
            BigDecimal after = before == null ? null : NumberReading.read(e, mark);
            Change change = after == null ? null : NumberChange.of(b, before, e, after);
            if (change != null) {
                return change.lossless() ? Change.damaged(named(b, e, mark)).of(after) : change;
            }
        }
        return null;
    }

    /** What has been lost of the text though its number is the same. */
    private static Damage named(String b, String e, char mark) {
        if (NumberReading.hasExponent(b) || NumberReading.hasExponent(e)) {
            return Damage.EXPONENT;
        }
        if (b.length() > 1 && b.charAt(0) == '0' && Character.isDigit(b.charAt(1))) {
            return Damage.LEADING_ZEROS;
        }
        return mark == ',' && NumberChange.isPointDropped(b, e) ? Damage.DECIMAL_POINT : Damage.NUMBER_FORMAT;
    }

    private static Change asMoment(String b, String e, List<DateOrder> orders) {
        if (!holdsDigit(b) || !holdsDigit(e)) {
            return null;
        }
        for (DateOrder order : orders) {
            List<Moment> befores = MomentParser.parse(b, order);
            List<Moment> afters = befores.isEmpty() ? befores : MomentParser.parse(e, order);
            for (Moment after : afters) {
                for (Moment before : befores) {
                    Change change = moment(before, after);
                    if (change != null) {
                        return change;
                    }
                }
            }
        }
        return null;
    }

    private static Change moment(Moment before, Moment after) {
        if (before.hasDate()) {
            if (after.holdsAllOf(before)) {
                return Change.damaged(Damage.DATE_CONVERSION);
            }
            boolean secondsLost = before.hasWholeDate()
                    && before.sameDate(after)
                    && after.second() < 0
                    && before.hour() == after.hour()
                    && before.minute() == after.minute();
            return secondsLost ? Change.damaged(Damage.SECONDS) : null;
        }
        boolean fractionLost = before.nano() > 0
                && after.hasTime()
                && Math.abs(before.nanos() - after.nanos()) < (after.nano() < 0 ? 1_000_000_000L : 10_000_000L);
        return after.hasTime() && !after.hasDate() && (before.sameTime(after) || fractionLost)
                ? Change.damaged(Damage.TIME_CONVERSION)
                : null;
    }

    /** Digits that an input method writes, and no program. */
    private static boolean holdsFullWidth(String text) {
        return text.chars().anyMatch(c -> c >= '０' && c <= '９');
    }

    private static boolean holdsDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
