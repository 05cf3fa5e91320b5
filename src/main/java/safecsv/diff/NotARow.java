package safecsv.diff;

/**
 * A line of the CSV that is taken for no record: a title, a total, a remark, a header line.
 *
 * @param line where the CSV has it
 * @param text its cells that are not empty, with a blank between them; the beginning of it where it is long
 */
public record NotARow(long line, String text) {}
