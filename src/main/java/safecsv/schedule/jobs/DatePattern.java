package safecsv.schedule.jobs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds letters of a date pattern that mean something else than they look like. Each makes a date that is right on some days
 * and wrong on others, so that nobody sees it in time.
 */
final class DatePattern {
    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern MONTH_AFTER_HOUR = Pattern.compile("[Hh][^A-Za-z]*MM");

    private final String pattern;
    private final String letters;

    DatePattern(String pattern) {
        this.pattern = pattern;
        this.letters = QUOTED.matcher(pattern).replaceAll("");
    }

    /** What is wrong, and the pattern that was probably meant. */
    Optional<String> problem() {
        if (has("Y") && !has("wWe")) {
            return told(
                    "YYYY is the year of the week, which is another one around New Year", pattern.replace('Y', 'y'));
        }
        if (has("m") && !has("HhKk") && has("yuMLd")) {
            return told("mm is the minute; the month is MM", pattern.replace('m', 'M'));
        }
        if (has("D") && has("MLm")) {
            return told("DD is the day of the year; the day of the month is dd", pattern.replace('D', 'd'));
        }
        Matcher month = MONTH_AFTER_HOUR.matcher(letters);
        if (month.find() && !has("m")) {
            return told("MM is the month; the minute is mm", withLastMonthAsMinute());
        }
        if (has("hK") && !has("aB")) {
            return told(
                    "hh is the hour from 1 to 12, twice a day; the hour of the day is HH", pattern.replace('h', 'H'));
        }
        return has("S") && has("m") && !has("s")
                ? told("SS is the fraction of a second; the second is ss", pattern.replace('S', 's'))
                : Optional.empty();
    }

    private String withLastMonthAsMinute() {
        int last = pattern.lastIndexOf("MM");
        return pattern.substring(0, last) + "mm" + pattern.substring(last + 2);
    }

    private boolean has(String any) {
        return any.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
    }

    private static Optional<String> told(String what, String meant) {
        return Optional.of("%s; write %s".formatted(what, meant));
    }
}
