package safecsv.spreadsheet;

import java.util.Locale;

/** Reads times of day: {@code h:mm}, with seconds, a fraction, AM or PM, {@code vorm.} or {@code nachm.}; {@code h時mm分}. */
final class ClockParser {
    private final MomentTokens tokens;

    ClockParser(MomentTokens tokens) {
        this.tokens = tokens;
    }

    /** The time at the next token, which it takes; null, and nothing taken, where there is none. */
    Moment time() {
        int from = tokens.at;
        int half = half();
        int hourAt = tokens.at;
        if (!startsHere()) {
            tokens.at = from;
            return null;
        }
        int hour = tokens.number(hourAt);
        int minute = tokens.number(hourAt + 2);
        tokens.at += 3;
        int second = second();
        int nano = nano();
        if (nano >= 0 && second < 0) {
            // mm:ss.f as spreadsheets show a time with a fraction
            second = minute;
            minute = hour;
            hour = -1;
        }
        int after = half();
        int which = half != 0 ? half : after;
        if (minute > 59 || second > 59 || (which != 0 && (hour > 12 || hour < 0))) {
            tokens.at = from;
            return null;
        }
        return Moment.time(which == 0 ? hour : hour % 12 + (which == 2 ? 12 : 0), minute, second, nano);
    }

    private boolean startsHere() {
        int at = tokens.at;
        return tokens.has(at + 2)
                && tokens.number(at) >= 0
                && tokens.number(at + 2) >= 0
                && tokens.isHourMark(at + 1)
                && tokens.digits(at + 2) <= 2;
    }

    /** The seconds behind the minutes, or -1. */
    private int second() {
        int at = tokens.at;
        boolean named = tokens.has(at) && tokens.character(at) == '分';
        tokens.at += named ? 1 : 0;
        boolean colon = tokens.mark(':');
        int number = tokens.number(tokens.at + (colon ? 1 : 0));
        int second = -1;
        if ((colon || named) && number >= 0) {
            tokens.at += colon ? 2 : 1;
            second = number;
        }
        if (tokens.has(tokens.at) && tokens.character(tokens.at) == '秒') {
            tokens.at++;
        }
        return second;
    }

    /** The fraction of a second, in nanoseconds, or -1. */
    private int nano() {
        int at = tokens.at;
        boolean fraction = tokens.has(at + 1)
                && (tokens.mark('.') || tokens.mark(','))
                && tokens.number(at + 1) >= 0
                && tokens.adjoin(at, at + 1);
        if (!fraction) {
            return -1;
        }
        tokens.at += 2;
        int nano = tokens.number(at + 1);
        for (int digits = tokens.digits(at + 1); digits < 9; digits++) {
            nano *= 10;
        }
        return nano;
    }

    private static int halfNamed(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "am", "vorm" -> 1;
            case "pm", "nachm" -> 2;
            default -> 0;
        };
    }

    /** 1 for AM, 2 for PM, 0 for neither; takes it. */
    private int half() {
        int at = tokens.at;
        if (!tokens.has(at) || tokens.number(at) >= 0) {
            return 0;
        }
        String word = tokens.text(at);
        if (word.equals("午") && tokens.has(at + 1)) {
            int half = tokens.character(at + 1) == '前' ? 1 : tokens.character(at + 1) == '後' ? 2 : 0;
            tokens.at += half == 0 ? 0 : 2;
            return half;
        }
        int half = halfNamed(word);
        tokens.at += half == 0 ? 0 : 1;
        // vorm., nachm.
        tokens.at += half != 0 && tokens.mark('.') ? 1 : 0;
        return half;
    }
}
