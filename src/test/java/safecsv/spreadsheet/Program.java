package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program makes of a cell between opening and saving, imitated from what LibreOffice was seen to do and from what
 * is public about Excel.
 *
 * @param excel drops seconds, shows 11 characters of a number, converts more texts
 * @param mark the locale's decimal mark
 * @param charset what it saves in
 */
record Program(String name, boolean excel, char mark, DateOrder order, Charset charset) {
    private static final Pattern ISO_DATE =
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)(?: (\\d\\d):(\\d\\d):(\\d\\d)(\\.\\d+)?)?");
    private static final Pattern TIME = Pattern.compile("(\\d{1,3}):(\\d\\d):(\\d\\d)");
    private static final Pattern PARTS = Pattern.compile("(\\d{1,2})([-/])(\\d{1,2})");
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    static Program[] all() {
        Charset utf8 = java.nio.charset.StandardCharsets.UTF_8;
        Charset ansiJapan = Charset.forName("windows-31j");
        Charset ansiWest = Charset.forName("windows-1252");
        return new Program[] {
            new Program("Excel ja", true, '.', DateOrder.YEAR_FIRST, utf8),
            new Program("Excel ja ANSI", true, '.', DateOrder.YEAR_FIRST, ansiJapan),
            new Program("Excel en", true, '.', DateOrder.MONTH_FIRST, utf8),
            new Program("Excel de ANSI", true, ',', DateOrder.DAY_FIRST, ansiWest),
            new Program("LibreOffice ja", false, '.', DateOrder.YEAR_FIRST, utf8),
            new Program("LibreOffice ja ANSI", false, '.', DateOrder.YEAR_FIRST, ansiJapan),
            new Program("LibreOffice en", false, '.', DateOrder.MONTH_FIRST, utf8),
            new Program("LibreOffice de", false, ',', DateOrder.DAY_FIRST, utf8),
        };
    }

    /** What is saved of a cell that holds this text; null stays null. */
    String saved(String cell) {
        if (cell == null || cell.isEmpty()) {
            return cell;
        }
        String shown = shown(cell);
        return new String(shown.getBytes(charset), charset);
    }

    /** What is saved of a number that somebody types as the locale writes it. */
    String savedNumber(String number) {
        return number(number, new BigDecimal(number));
    }

    private String shown(String cell) {
        Matcher date = ISO_DATE.matcher(cell);
        if (date.matches()) {
            return excel && isPast1900(date) ? isoDate(date) : cell;
        }
        Matcher time = TIME.matcher(cell);
        if (time.matches()) {
            return time(time, cell);
        }
        Matcher parts = PARTS.matcher(cell);
        if (parts.matches()) {
            return parts(parts, cell);
        }
        if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) {
            return cell.toUpperCase(Locale.ROOT);
        }
        if (cell.startsWith("=")) {
            return "#NAME?";
        }
        BigDecimal number = number(cell);
        return number == null ? cell : number(cell, number);
    }

    private static boolean isPast1900(Matcher date) {
        int month = Integer.parseInt(date.group(2));
        int day = Integer.parseInt(date.group(3));
        return Integer.parseInt(date.group(1)) >= 1900 && month >= 1 && month <= 12 && day >= 1;
    }

    private String isoDate(Matcher date) {
        int year = Integer.parseInt(date.group(1));
        int month = Integer.parseInt(date.group(2));
        int day = Integer.parseInt(date.group(3));
        String text = switch (order) {
            case YEAR_FIRST -> year + "/" + month + "/" + day;
            case MONTH_FIRST -> month + "/" + day + "/" + year;
            case DAY_FIRST -> "%02d.%02d.%d".formatted(day, month, year);
        };
        return date.group(4) == null ? text : text + " " + Integer.parseInt(date.group(4)) + ":" + date.group(5);
    }

    private String time(Matcher time, String cell) {
        int hour = Integer.parseInt(time.group(1));
        if (excel) {
            return hour + ":" + time.group(2) + ":" + time.group(3);
        }
        if (order != DateOrder.MONTH_FIRST || hour > 23) {
            return cell;
        }
        int shown = hour % 12 == 0 ? 12 : hour % 12;
        return "%02d:%s:%s %s".formatted(shown, time.group(2), time.group(3), hour < 12 ? "AM" : "PM");
    }

    private String parts(Matcher parts, String cell) {
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(3));
        int month = order == DateOrder.DAY_FIRST ? second : first;
        int day = order == DateOrder.DAY_FIRST ? first : second;
        if (month < 1 || month > 12 || day < 1 || day > 28) {
            return cell;
        }
        if (excel) {
            return order == DateOrder.YEAR_FIRST ? month + "月" + day + "日" : day + "-" + MONTHS[month - 1];
        }
        return switch (order) {
            case YEAR_FIRST -> "2026/%02d/%02d".formatted(month, day);
            case MONTH_FIRST -> "%02d/%02d/2026".formatted(month, day);
            case DAY_FIRST -> "%02d.%02d.2026".formatted(day, month);
        };
    }

    /** The number that a locale's program takes a text for; a point is grouping where the mark is a comma. */
    private BigDecimal number(String cell) {
        if (!cell.matches("[+-]?\\d+(?:[.]\\d+)?(?:[eE][+-]?\\d{1,2})?")) {
            return null;
        }
        if (mark == '.') {
            return new BigDecimal(cell);
        }
        int point = cell.indexOf('.');
        if (point < 0) {
            return new BigDecimal(cell);
        }
        boolean grouped = cell.matches("[+-]?\\d{1,3}\\.\\d{3}");
        return grouped ? new BigDecimal(cell.replace(".", "")) : null;
    }

    private String number(String cell, BigDecimal exact) {
        BigDecimal kept = exact.round(new MathContext(15, excel ? RoundingMode.DOWN : RoundingMode.HALF_UP));
        if (kept.signum() == 0) {
            return "0";
        }
        int exponent = kept.precision() - kept.scale() - 1;
        boolean typedExponent = cell.indexOf('e') >= 0 || cell.indexOf('E') >= 0;
        String shown;
        if (excel && (exponent >= 11 || exponent < -5 || typedExponent)) {
            shown = scientific(kept, typedExponent ? 2 : 5, "E%+03d");
        } else if (!excel && (exponent >= 15 || exponent < -15)) {
            shown = scientific(kept, 14, "E%+04d");
        } else if (excel) {
            int integer = Math.max(1, exponent + 1);
            shown = stripped(kept.setScale(Math.max(0, Math.min(kept.scale(), 10 - integer)), RoundingMode.HALF_UP));
        } else {
            shown = stripped(kept);
        }
        return shown.replace('.', mark);
    }

    private static String stripped(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String scientific(BigDecimal number, int decimals, String exponentFormat) {
        BigDecimal rounded = number.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        return mantissa + exponentFormat.formatted(exponent);
    }
}
