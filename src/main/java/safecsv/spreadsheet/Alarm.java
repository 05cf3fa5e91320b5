package safecsv.spreadsheet;

import java.util.Objects;

/**
 * Something about a whole file that must be settled before its cells mean anything.
 *
 * @param kind stable name, which {@code --accept} takes, e.g. {@code column-sorted}
 * @param column the column concerned, or null
 * @param message complete sentences for the user
 * @param blocking whether nothing may be taken from the file before a person has accepted it
 */
public record Alarm(String kind, String column, String message, boolean blocking) {
    /** The file ends where spreadsheets end, and just the last rows are missing. */
    public static final String ROWS_CUT = "rows-cut";
    /** A column holds the same values in another order. */
    public static final String COLUMN_SORTED = "column-sorted";
    /** Cells of a column moved up or down. */
    public static final String CELLS_SHIFTED = "cells-shifted";
    /** One value, or a series, in many cells below each other. */
    public static final String FILLED_DOWN = "filled-down";
    /** Nearly every cell of a column became greater, smaller, longer, shorter or empty. */
    public static final String WHOLE_COLUMN = "whole-column";
    /** Keys that a spreadsheet has changed, so that rows are not found. */
    public static final String KEYS_DAMAGED = "keys-damaged";

    public Alarm {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(message);
    }
}
