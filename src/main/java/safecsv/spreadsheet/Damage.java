package safecsv.spreadsheet;

import java.util.Locale;

/** What spreadsheets do to cells. The names are part of the interface: reports, {@code --accept} and JSON use them. */
public enum Damage {
    /** {@code 0012} came back as {@code 12}. */
    LEADING_ZEROS,
    /** Digits after the 15th are lost. */
    LONG_DIGITS,
    /** Shown and saved with an exponent: {@code 1.23457E+11}. */
    EXPONENT,
    /** Digits cut to what a cell shows. */
    ROUNDING,
    /** The point was read as grouping: {@code 123.456} came back as {@code 123456}. */
    DECIMAL_POINT,
    /** Another writing of the same number. */
    NUMBER_FORMAT,
    /** Taken for a date: {@code 1-2}, {@code 3/4}, {@code MAR1}. */
    DATE_CONVERSION,
    /** Taken for a time of day. */
    TIME_CONVERSION,
    /** Another writing of the same date or time. */
    DATE_FORMAT,
    /** A date and time without its seconds. */
    SECONDS,
    /** Fractions of a second cut or rounded. */
    FRACTION,
    /** Components of a date or time missing. */
    PARTIAL_DATE,
    /** {@code true} came back as {@code TRUE}, {@code WAHR}, {@code VRAI} or a number. */
    BOOLEAN,
    /** A text that starts with {@code = + - @} came back as its value. */
    FORMULA,
    /** {@code ####}: the column was too narrow. */
    HASH_MARKS,
    /** An error literal such as {@code #NAME?}. */
    ERROR,
    /** Characters that the file's encoding can't hold. */
    ENCODING,
    /** Tabs and control characters dropped. */
    CONTROL_CHARACTERS,
    /** Another line break inside a cell. */
    LINE_BREAKS,
    /** The same characters, composed differently. */
    COMPOSITION,
    /** Blanks at the ends dropped. */
    EDGE_BLANKS,
    /** A guard ({@code '} or {@code ="…"}) put on or taken off. */
    GUARD,
    /** Cut at the longest text a cell can hold. */
    CUT,
    /** NULL and the empty text, which the file can't tell apart. */
    EMPTY,
    /** The cell went into a row of its own, with the rest of a cut text. */
    SPILLED,
    /** Another writing of the same JSON document. */
    JSON_FORMAT;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in reports and options, e.g. {@code leading-zeros}. */
    public String id() {
        return id;
    }

    /** The damage of that name, or null. */
    public static Damage named(String id) {
        for (Damage damage : values()) {
            if (damage.id.equals(id)) {
                return damage;
            }
        }
        return null;
    }
}
