package safecsv.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a spreadsheet, in any of the usual locales, might take a text for something else: a formula, number, date,
 * time, truth value or error, or drop blanks at its ends. When in doubt, yes: a guard too many does no harm.
 */
final class SpreadsheetLook {
    /** No date, and no number with words in it, is longer; in bytes. */
    private static final int LONGEST_WITH_WORDS = 120;

    /** A formula's start in ASCII and in full width, and the apostrophe, which would be taken for a guard. */
    private static final String STARTS = "=+-@'\t\r\n＝＋－＠";

    private static final String NUMBER_MARKS = ".,:/-+()%$€£¥￥₩'’\\−．，－＋／：％（）、";
    private static final Pattern ERROR = Pattern.compile("#[\\p{Lu}0-9/_]+[!?]?|Err:[0-9]+");
    private static final Set<String> TRUTH = Set.of(
            ("true false wahr falsch vrai faux verdadero falso vero verdadeiro waar onwaar prawda fałsz pravda nepravda"
                            + " sant falskt sand falsk sann usann tosi epätosi igaz hamis doğru yanlış истина ложь 真 偽")
                    .split(" "));

    /** Names of months and weekdays, their short forms, and what else stands in dates, times and amounts. */
    private static final Set<String> WORDS =
            Set.of(("jan feb mar apr may jun jul aug sep sept oct nov dec january february"
                            + " march april june july august september october november december"
                            + " januar jänner februar märz mär mrz mai juni juli okt oktober dez dezember"
                            + " janvier janv février févr fév mars avril avr juin juil juillet août septembre octobre novembre"
                            + " décembre déc enero ene febrero marzo abril abr mayo junio julio agosto ago septiembre octubre"
                            + " noviembre diciembre dic gennaio gen febbraio aprile maggio mag giugno giu luglio lug settembre set"
                            + " ottobre ott dicembre janeiro fevereiro fev março maio junho julho setembro outubro out novembro"
                            + " dezembro januari februari maart mrt mei augustus augusti maj sty lut kwi cze lip sie wrz paź lis gru"
                            + " янв фев мар апр май июн июл авг сен окт ноя дек января февраля марта апреля мая июня июля августа"
                            + " сентября октября ноября декабря"
                            + " mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
                            + " mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag"
                            + " am pm uhr gmt utc usd eur gbp jpy chf kr"
                            + " 年 月 日 火 水 木 金 土 時 时 分 秒 午前 午後 上午 下午 明治 大正 昭和 平成 令和 년 월 일")
                    .split(" "));

    private SpreadsheetLook() {}

    static boolean isConverted(byte[] source, int start, int length) {
        if (length == 0) {
            return false;
        }
        if (length > LONGEST_WITH_WORDS) {
            return hasOddEdge(source, start, length) || isLongNumber(source, start, length);
        }
        return isConverted(new String(source, start, length, StandardCharsets.UTF_8));
    }

    private static boolean isConverted(String text) {
        if (isOdd(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()))) {
            return true;
        }
        boolean digits = text.codePoints().anyMatch(Character::isDigit);
        return (digits && looksLikeAmountOrDate(text))
                || TRUTH.contains(text.toLowerCase(Locale.ROOT))
                || ERROR.matcher(text).matches();
    }

    /** The first and the last few bytes hold the first and the last character. */
    private static boolean hasOddEdge(byte[] source, int start, int length) {
        String head = new String(source, start, 8, StandardCharsets.UTF_8);
        String tail = new String(source, start + length - 8, 8, StandardCharsets.UTF_8);
        return isOdd(head.codePointAt(0)) || isBlank(tail.codePointBefore(tail.length()));
    }

    private static boolean isOdd(int first) {
        return isBlank(first) || STARTS.indexOf(first) >= 0;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }

    private static boolean isLongNumber(byte[] source, int start, int length) {
        for (int at = start; at < start + length; at++) {
            byte next = source[at];
            boolean digit = next >= '0' && next <= '9';
            if (!digit && next != ' ' && next != 'e' && next != 'E' && (next < 0 || NUMBER_MARKS.indexOf(next) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** Nothing but digits, marks, blanks, and words that dates, times and amounts have. */
    private static boolean looksLikeAmountOrDate(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (Character.isLetter(character)) {
                int end = at;
                while (end < text.length() && Character.isLetter(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
                if (!isKnownWord(text, at, end)) {
                    return false;
                }
                at = end;
            } else if (Character.isDigit(character) || isBlank(character) || NUMBER_MARKS.indexOf(character) >= 0) {
                at += Character.charCount(character);
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isKnownWord(String text, int start, int end) {
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (word.length() > 1 || "eaptzmshr".indexOf(word) < 0) {
            return WORDS.contains(word);
        }
        // An exponent, am and pm, ISO 8601's T and Z after a digit or blank; the year of a Japanese era before one.
        boolean afterNumber = start > 0 && !Character.isLetter(text.charAt(start - 1));
        boolean beforeDigit = end < text.length() && Character.isDigit(text.charAt(end));
        return ("eaptz".contains(word) && afterNumber) || ("mtshr".contains(word) && start == 0 && beforeDigit);
    }
}
