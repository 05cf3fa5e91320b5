package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads dates and times as people and spreadsheets write them. A text can mean more than one thing ({@code Mar-24} is a
 * day or a year), so there may be several answers.
 */
final class MomentParser {
    private static final int LONGEST = 40;
    private static final int MOST_TOKENS = 16;

    private final DateOrder order;
    private final String text;
    /** Numbers, or -1 where the token is a word or a mark. */
    private final int[] numbers = new int[MOST_TOKENS];

    private final int[] starts = new int[MOST_TOKENS];
    private final int[] ends = new int[MOST_TOKENS];
    private int count;
    private int at;

    private MomentParser(String text, DateOrder order) {
        this.text = text;
        this.order = order;
    }

    /** All that the text can mean in a locale of that order; empty where it is neither date nor time. */
    static List<Moment> parse(String text, DateOrder order) {
        if (text.length() > LONGEST || text.length() < 3) {
            return List.of();
        }
        MomentParser parser = new MomentParser(text, order);
        return parser.tokenize() ? parser.moments() : List.of();
    }

    /** Whether the text starts with more digits than a day or a month has, so that it means the same in every order. */
    static boolean startsWithYear(String text) {
        for (int i = 0; i < 3; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean tokenize() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == ' ') {
                i++;
                continue;
            }
            if (count == MOST_TOKENS) {
                return false;
            }
            int end = i + 1;
            int number = -1;
            if (c >= '0' && c <= '9') {
                number = c - '0';
                while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                    number = number * 10 + text.charAt(end++) - '0';
                }
                if (end - i > 9) {
                    return false;
                }
            } else if (Character.isLetter(c) && c < '\u2e80') {
                while (end < text.length() && Character.isLetter(text.charAt(end)) && text.charAt(end) < '\u2e80') {
                    end++;
                }
            }
            numbers[count] = number;
            starts[count] = i;
            ends[count++] = end;
            i = end;
        }
        return count >= 2;
    }

    private List<Moment> moments() {
        boolean negative = mark('-');
        if (negative) {
            at++;
        }
        Moment time = time();
        if (time != null && at == count) {
            return List.of(negative ? time.negated() : time);
        }
        if (negative) {
            return List.of();
        }
        at = 0;
        List<Moment> dates = new ArrayList<>(2);
        date(dates);
        if (dates.isEmpty()) {
            return dates;
        }
        if (at < count && (mark('T') || mark(',') || word("T"))) {
            at++;
        }
        if (at == count) {
            return dates;
        }
        time = time();
        if (time == null || at != count) {
            return List.of();
        }
        Moment of = time;
        dates.replaceAll(date -> date.at(of));
        return dates;
    }

    /** {@code h:mm}, with seconds, a fraction, AM or PM; {@code h時mm分}. Null and nothing taken where there is none. */
    private Moment time() {
        int from = at;
        int half = half();
        if (at + 2 >= count || number(at) < 0 || number(at + 2) < 0 || !hourMark(at + 1) || digits(at + 2) > 2) {
            at = from;
            return null;
        }
        int hour = number(at);
        int minute = number(at + 2);
        int second = -1;
        int nano = -1;
        at += 3;
        if (at < count && character(at) == '分') {
            at++;
        }
        if (at < count
                && (mark(':') || (digits(at - 1) == 1 && character(at - 1) == '分'))
                && number(mark(':') ? at + 1 : at) >= 0) {
            at += mark(':') ? 1 : 0;
            second = number(at++);
        }
        if (at < count && character(at) == '秒') {
            at++;
        }
        if (at + 1 < count && (mark('.') || mark(',')) && number(at + 1) >= 0 && starts[at + 1] == ends[at]) {
            nano = fraction(at + 1);
            at += 2;
            if (second < 0) {
                // mm:ss.f as spreadsheets show a time with a fraction
                second = minute;
                minute = hour;
                hour = -1;
            }
        }
        int after = half();
        int which = half != 0 ? half : after;
        if (minute > 59 || second > 59 || (which != 0 && (hour > 12 || hour < 0))) {
            at = from;
            return null;
        }
        return Moment.time(which == 0 ? hour : hour % 12 + (which == 2 ? 12 : 0), minute, second, nano);
    }

    private boolean hourMark(int token) {
        return character(token) == ':' || character(token) == '時';
    }

    /** 1 for AM, 2 for PM, 0 for neither; takes it. */
    private int half() {
        if (at >= count || number(at) >= 0) {
            return 0;
        }
        String word = text.substring(starts[at], ends[at]);
        if (word.equals("午") && at + 1 < count) {
            int half = character(at + 1) == '前' ? 1 : character(at + 1) == '後' ? 2 : 0;
            at += half == 0 ? 0 : 2;
            return half;
        }
        int half = word.equalsIgnoreCase("AM") ? 1 : word.equalsIgnoreCase("PM") ? 2 : 0;
        at += half == 0 ? 0 : 1;
        return half;
    }

    private int fraction(int token) {
        int nano = 0;
        int digits = 0;
        for (int i = starts[token]; i < ends[token] && digits < 9; i++, digits++) {
            nano = nano * 10 + text.charAt(i) - '0';
        }
        for (; digits < 9; digits++) {
            nano *= 10;
        }
        return nano;
    }

    private void date(List<Moment> found) {
        if (number(0) >= 0) {
            numberFirst(found);
        } else {
            monthFirst(found);
        }
    }

    private void numberFirst(List<Moment> found) {
        int first = number(0);
        int next = separator(1);
        if (next >= count) {
            return;
        }
        if (number(next) < 0) {
            int month = month(next);
            if (month > 0) {
                int last = separator(next + 1);
                if (last < count && number(last) >= 0 && !timeAt(last)) {
                    at = last + 1;
                    addDate(found, number(last), digits(last) <= 2, month, first);
                } else {
                    at = skipDot(next + 1);
                    dayOrYear(found, month, 0);
                }
            }
            return;
        }
        if (timeAt(next)) {
            return;
        }
        int third = separator(next + 1);
        boolean hasThird = third < count && third > next + 1 && number(third) >= 0 && !timeAt(third);
        if (!hasThird) {
            at = trailing(next + 1);
            twoParts(found, next);
            return;
        }
        at = trailing(third + 1);
        threeParts(found, next, third);
    }

    private void threeParts(List<Moment> found, int second, int third) {
        if (digits(0) > 2) {
            addDate(found, number(0), false, number(second), number(third));
        } else if (order == DateOrder.YEAR_FIRST && digits(third) <= 2) {
            addDate(found, number(0), true, number(second), number(third));
        } else if (order == DateOrder.DAY_FIRST) {
            addDate(found, number(third), digits(third) <= 2, number(second), number(0));
        } else {
            addDate(found, number(third), digits(third) <= 2, number(0), number(second));
        }
    }

    private void twoParts(List<Moment> found, int second) {
        boolean monthThenYear = digits(second) > 2;
        if (digits(second) > 2 && (digits(0) > 2 || digits(second) != 4)) {
            return;
        }
        if (digits(0) > 2) {
            addDate(found, number(0), false, number(second), -1);
        } else if (monthThenYear) {
            addDate(found, number(second), false, number(0), -1);
        } else {
            boolean dayFirst = order == DateOrder.DAY_FIRST && character(1) != '月';
            int month = number(dayFirst ? second : 0);
            int day = number(dayFirst ? 0 : second);
            if (!addDate(found, -1, false, month, day)) {
                // What is no day of a month is read the other way round, or as month and year.
                if (!addDate(found, -1, false, day, month)) {
                    addDate(found, number(second), true, number(0), -1);
                }
            }
        }
    }

    private void monthFirst(List<Moment> found) {
        int month = month(0);
        int next = separator(1);
        if (month == 0 || next >= count || number(next) < 0 || timeAt(next)) {
            return;
        }
        int third = separator(next + 1);
        if (third < count && number(third) >= 0 && !timeAt(third)) {
            at = third + 1;
            addDate(found, number(third), digits(third) <= 2, month, number(next));
            return;
        }
        at = skipDot(next + 1);
        dayOrYear(found, month, next);
    }

    private void dayOrYear(List<Moment> found, int month, int token) {
        if (digits(token) <= 2) {
            addDate(found, -1, false, month, number(token));
        }
        addDate(found, number(token), digits(token) <= 2, month, -1);
    }

    private static boolean addDate(List<Moment> found, int year, boolean shortYear, int month, int day) {
        Moment date = Moment.date(year, shortYear, month, day);
        if (!date.isOnCalendar() && !date.isZeroDate()) {
            return false;
        }
        found.add(date);
        return true;
    }

    /** The token after one of the marks between parts of a date, or after two of them: {@code . }, {@code 年}. */
    private int separator(int token) {
        if (token < count && "-/.,年月".indexOf(character(token)) >= 0) {
            return token + 1;
        }
        return token;
    }

    /** Past a mark that may end a date: {@code 日}, {@code 月}, a full stop. */
    private int trailing(int token) {
        return token < count && "日月.".indexOf(character(token)) >= 0 ? token + 1 : token;
    }

    private int skipDot(int token) {
        return token < count && character(token) == '.' ? token + 1 : token;
    }

    private boolean timeAt(int token) {
        return token + 1 < count && hourMark(token + 1);
    }

    private int month(int token) {
        return token < count ? MonthNames.month(text.substring(starts[token], ends[token])) : 0;
    }

    private boolean word(String word) {
        return at < count && text.startsWith(word, starts[at]) && ends[at] - starts[at] == word.length();
    }

    private boolean mark(char mark) {
        return at < count && number(at) < 0 && character(at) == mark && ends[at] - starts[at] == 1;
    }

    private int number(int token) {
        return token < count ? numbers[token] : -1;
    }

    private int digits(int token) {
        return ends[token] - starts[token];
    }

    private char character(int token) {
        return text.charAt(starts[token]);
    }
}
