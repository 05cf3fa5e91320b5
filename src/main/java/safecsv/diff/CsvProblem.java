package safecsv.diff;

/**
 * Something in the edited CSV that does not fit.
 *
 * @param line of the file, counted from 1; 0 for a row that the file lacks and the export has
 * @param column its name, or null where the whole record is meant
 * @param message a phrase that can follow the column's name
 */
public record CsvProblem(long line, String column, String message) {
    @Override
    public String toString() {
        return (line == 0 ? "a missing row" : "line " + line)
                + (column == null ? ": " : ", column " + column + ": ")
                + message;
    }
}
