/**
 * What spreadsheets do to cells, and the way back: pure functions from (column type, baseline text, edited text, evidence
 * learned from the untouched cells) to a verdict. Entry point: {@link safecsv.spreadsheet.CellJudge}. It knows no server
 * and changes nothing; the rules and what can't be decided: docs/spreadsheets.md.
 */
package safecsv.spreadsheet;
