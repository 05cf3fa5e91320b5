package safecsv.spreadsheet;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads dates and times as people and spreadsheets write them. A text can mean more than one thing ({@code Mar-24} is a
 * day or a year), so there may be several answers.
 */
final class MomentParser {
    private static final int LONGEST = 40;
    /**
     * MySQL's last and one: a spreadsheet rounds the last microsecond of 9999 up. 45292.5 is no May of that year, but a day's
     * number with a fraction.
     */
    private static final int LAST_YEAR = 10_000;

    private final DateOrder order;
    private final MomentTokens tokens;

    private MomentParser(MomentTokens tokens, DateOrder order) {
        this.tokens = tokens;
        this.order = order;
    }

    /** All that the text can mean in a locale of that order; empty where it is neither date nor time. */
    static List<Moment> parse(String text, DateOrder order) {
        if (text.length() > LONGEST || text.length() < 3) {
            return List.of();
        }
        MomentTokens tokens = MomentTokens.of(text);
        return tokens == null ? List.of() : new MomentParser(tokens, order).moments();
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

    private List<Moment> moments() {
        ClockParser clock = new ClockParser(tokens);
        boolean negative = tokens.mark('-');
        if (negative) {
            tokens.at++;
        }
        Moment time = clock.time();
        if (time != null && tokens.atEnd()) {
            return List.of(negative ? time.negated() : time);
        }
        if (negative) {
            return List.of();
        }
        tokens.at = 0;
        List<Moment> dates = new ArrayList<>(2);
        date(dates);
        if (dates.isEmpty()) {
            return dates;
        }
        if (tokens.mark('T') || tokens.mark(',')) {
            tokens.at++;
        }
        if (tokens.atEnd()) {
            return dates;
        }
        time = clock.time();
        if (time == null || !tokens.atEnd()) {
            return List.of();
        }
        Moment of = time;
        dates.replaceAll(date -> date.at(of));
        return dates;
    }

    private void date(List<Moment> found) {
        if (tokens.number(0) >= 0) {
            numberFirst(found);
        } else {
            monthFirst(found);
        }
    }

    private void numberFirst(List<Moment> found) {
        int first = tokens.number(0);
        int next = separator(1);
        if (!tokens.has(next)) {
            return;
        }
        if (tokens.number(next) < 0) {
            int month = month(next);
            if (month > 0) {
                int last = separator(next + 1);
                if (tokens.has(last) && tokens.number(last) >= 0 && !tokens.isTime(last)) {
                    tokens.at = last + 1;
                    addDate(found, tokens.number(last), tokens.digits(last) <= 2, month, first);
                } else {
                    tokens.at = skipDot(next + 1);
                    dayOrYear(found, month, 0);
                }
            }
            return;
        }
        if (tokens.isTime(next)) {
            return;
        }
        int third = separator(next + 1);
        boolean hasThird = tokens.has(third) && third > next + 1 && tokens.number(third) >= 0 && !tokens.isTime(third);
        if (!hasThird) {
            tokens.at = trailing(next + 1);
            twoParts(found, next);
            return;
        }
        tokens.at = trailing(third + 1);
        threeParts(found, next, third);
    }

    private void threeParts(List<Moment> found, int second, int third) {
        if (tokens.digits(0) > 2) {
            addDate(found, tokens.number(0), false, tokens.number(second), tokens.number(third));
        } else if (order == DateOrder.YEAR_FIRST && tokens.digits(third) <= 2) {
            addDate(found, tokens.number(0), true, tokens.number(second), tokens.number(third));
        } else if (order == DateOrder.DAY_FIRST) {
            addDate(found, tokens.number(third), tokens.digits(third) <= 2, tokens.number(second), tokens.number(0));
        } else {
            addDate(found, tokens.number(third), tokens.digits(third) <= 2, tokens.number(0), tokens.number(second));
        }
    }

    private void twoParts(List<Moment> found, int second) {
        boolean monthThenYear = tokens.digits(second) > 2;
        if (tokens.digits(second) > 2 && (tokens.digits(0) > 2 || tokens.digits(second) != 4)) {
            return;
        }
        if (tokens.digits(0) > 2) {
            addDate(found, tokens.number(0), false, tokens.number(second), -1);
        } else if (monthThenYear) {
            addDate(found, tokens.number(second), false, tokens.number(0), -1);
        } else {
            boolean dayFirst = order == DateOrder.DAY_FIRST && tokens.character(1) != '月';
            int month = tokens.number(dayFirst ? second : 0);
            int day = tokens.number(dayFirst ? 0 : second);
            if (!addDate(found, -1, false, month, day)) {
                // What is no day of a month is read the other way round, or as month and year.
                if (!addDate(found, -1, false, day, month)) {
                    addDate(found, tokens.number(second), true, tokens.number(0), -1);
                }
            }
        }
    }

    private void monthFirst(List<Moment> found) {
        int month = month(0);
        int next = separator(1);
        if (month == 0 || !tokens.has(next) || tokens.number(next) < 0 || tokens.isTime(next)) {
            return;
        }
        int third = separator(next + 1);
        if (tokens.has(third) && tokens.number(third) >= 0 && !tokens.isTime(third)) {
            tokens.at = third + 1;
            addDate(found, tokens.number(third), tokens.digits(third) <= 2, month, tokens.number(next));
            return;
        }
        tokens.at = skipDot(next + 1);
        dayOrYear(found, month, next);
    }

    private void dayOrYear(List<Moment> found, int month, int token) {
        if (tokens.digits(token) <= 2) {
            addDate(found, -1, false, month, tokens.number(token));
        }
        addDate(found, tokens.number(token), tokens.digits(token) <= 2, month, -1);
    }

    private static boolean addDate(List<Moment> found, int year, boolean shortYear, int month, int day) {
        Moment date = Moment.date(year, shortYear, month, day);
        if (year > LAST_YEAR || (!date.isOnCalendar() && !date.isZeroDate())) {
            return false;
        }
        found.add(date);
        return true;
    }

    /** The token after one of the marks between parts of a date, or after two of them: {@code . }, {@code 年}. */
    private int separator(int token) {
        if (tokens.has(token) && "-/.,年月".indexOf(tokens.character(token)) >= 0) {
            return token + 1;
        }
        return token;
    }

    /** Past a mark that may end a date: {@code 日}, {@code 月}, a full stop. */
    private int trailing(int token) {
        return tokens.has(token) && "日月.".indexOf(tokens.character(token)) >= 0 ? token + 1 : token;
    }

    private int skipDot(int token) {
        return tokens.has(token) && tokens.character(token) == '.' ? token + 1 : token;
    }

    private int month(int token) {
        return tokens.has(token) ? MonthNames.month(tokens.text(token)) : 0;
    }
}
