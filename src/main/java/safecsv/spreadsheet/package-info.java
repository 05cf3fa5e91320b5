/**
 * What spreadsheets do to cells, and the way back: pure functions. Not built yet.
 */
package safecsv.spreadsheet;
