package safecsv.spreadsheet;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.chrono.JapaneseDate;
import java.time.chrono.JapaneseEra;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as people write them, for columns that hold nothing else: with a weekday ({@code Fri, 1 Mar 2024},
 * {@code 2024/3/1(金)}), in a Japanese era ({@code 令和6年3月1日}, {@code R6.3.1}), with a time zone
 * ({@code 2024-03-01T00:00:00Z}), in full-width signs and with any kind of blank.
 */
final class TypedMoments {
    private static final int LONGEST = 80;

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final Map<String, JapaneseEra> ERAS = eras();

    private static final Pattern IN_BRACKETS = Pattern.compile("\\(\\s*(\\p{L}+)\\.?\\s*\\)");
    private static final Pattern JAPANESE_DAY = Pattern.compile("\\(?([月火水木金土日])曜日?\\)?");
    private static final Pattern DAY_FIRST = Pattern.compile("^(\\p{L}+)\\.?\\s*,?\\s*(?=.)");
    private static final Pattern DAY_LAST = Pattern.compile("[,\\s]+(\\p{L}+)\\.?$");
    private static final Pattern ERA = Pattern.compile("(?i)^(" + String.join("|", ERAS.keySet())
            + ")\\s*\\.?\\s*(元|[0-9]{1,2})\\s*[年./-]\\s*([0-9]{1,2})\\s*[月./-]\\s*([0-9]{1,2})(?![0-9])\\s*日?");
    private static final Pattern ZONE =
            Pattern.compile("(?<=:[0-9]{2}|\\.[0-9]{1,9})\\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})$");

    private TypedMoments() {}

    /** All that the text can mean in a locale of that order; none where it is no date or time, or says another weekday. */
    static List<Moment> of(String text, DateOrder order) {
        return read(text, order, true);
    }

    /** As {@link #of}, whatever weekday the text says. */
    static List<Moment> onAnyDay(String text, DateOrder order) {
        return read(text, order, false);
    }

    private static List<Moment> read(String text, DateOrder order, boolean checked) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        String plain = SignWidth.narrow(text).strip();
        List<Moment> read = MomentParser.parse(plain, order);
        if (!read.isEmpty() || plain.isEmpty()) {
            return read;
        }
        DayOfWeek day = null;
        for (Pattern pattern : List.of(JAPANESE_DAY, IN_BRACKETS, DAY_FIRST, DAY_LAST)) {
            Matcher matcher = pattern.matcher(plain);
            DayOfWeek named = matcher.find() ? WEEKDAYS.get(name(matcher.group(1))) : null;
            if (named != null) {
                day = named;
                plain = matcher.replaceFirst(" ").strip();
                break;
            }
        }
        ZoneOffset zone = null;
        Matcher zoned = ZONE.matcher(plain);
        if (zoned.find()) {
            zone = zone(zoned.group(1));
            if (zone == null) {
                return List.of();
            }
            plain = plain.substring(0, zoned.start());
        }
        List<Moment> moments = new ArrayList<>(MomentParser.parse(inCommonEra(plain), order));
        if (zone != null) {
            ZoneOffset of = zone;
            moments.replaceAll(moment -> moment.in(of));
            moments.removeIf(moment -> !moment.hasWholeDate());
        }
        if (checked && day != null) {
            DayOfWeek wanted = day;
            moments.removeIf(moment -> moment.dayOfWeek() != null && moment.dayOfWeek() != wanted);
        }
        return moments;
    }

    private static ZoneOffset zone(String text) {
        try {
            return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The text with its Japanese date as an ISO date; the text itself where it has none that the calendar knows. */
    private static String inCommonEra(String text) {
        Matcher matcher = ERA.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        int year = matcher.group(2).equals("元") ? 1 : Integer.parseInt(matcher.group(2));
        try {
            LocalDate date = LocalDate.from(JapaneseDate.of(
                    ERAS.get(name(matcher.group(1))),
                    year,
                    Integer.parseInt(matcher.group(3)),
                    Integer.parseInt(matcher.group(4))));
            return date + " " + text.substring(matcher.end()).strip();
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static String name(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> names = new HashMap<>();
        for (String language : List.of("en", "de", "fr", "es", "it")) {
            for (DayOfWeek day : DayOfWeek.values()) {
                for (TextStyle style : List.of(TextStyle.FULL, TextStyle.SHORT)) {
                    String known = name(day.getDisplayName(style, Locale.forLanguageTag(language))
                            .replace(".", ""));
                    names.putIfAbsent(known, day);
                    names.putIfAbsent(withoutAccents(known), day);
                }
            }
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            names.put("月火水木金土日".substring(day.getValue() - 1, day.getValue()), day);
        }
        return names;
    }

    private static String withoutAccents(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static Map<String, JapaneseEra> eras() {
        Map<String, JapaneseEra> names = new HashMap<>();
        for (JapaneseEra era : JapaneseEra.values()) {
            String name = era.getDisplayName(TextStyle.FULL, Locale.JAPAN);
            names.put(name(name), era);
            names.put(name(name.substring(0, 1)), era);
            names.put(name(era.getDisplayName(TextStyle.NARROW, Locale.ROOT)), era);
        }
        return names;
    }
}
