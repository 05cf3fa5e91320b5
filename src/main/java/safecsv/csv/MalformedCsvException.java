package safecsv.csv;

/** The text stops being CSV at a place from which there is no going on. */
public final class MalformedCsvException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;
    private final int cell;

    MalformedCsvException(long line, int cell, String message) {
        super(message);
        this.line = line;
        this.cell = cell;
    }

    /** The line of the file, counted from 1. */
    public long line() {
        return line;
    }

    /** The cell in its record, counted from 0. */
    public int cell() {
        return cell;
    }
}
