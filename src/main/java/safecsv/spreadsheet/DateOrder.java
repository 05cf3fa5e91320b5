package safecsv.spreadsheet;

/** In which order a spreadsheet's locale writes day, month and year where the year does not come first. */
public enum DateOrder {
    /** Japan, and everything ISO: {@code 2024/3/9}, and {@code 3/9} without the year. */
    YEAR_FIRST,
    /** USA: {@code 3/9/2024}. */
    MONTH_FIRST,
    /** Most of Europe: {@code 9.3.2024}. */
    DAY_FIRST
}
