package safecsv.export;

/** What ended, or is ending, an export's stream of rows. */
enum StopReason {
    /** The last row; from here on the file is published, and nothing stops it any more. */
    LAST_ROW,
    /** Somebody asked for it: Ctrl-C, a signal. */
    INTERRUPTED,
    /** The time limit. */
    TIMEOUT,
    /** The row limit. */
    TOO_MANY_ROWS,
    /** The server has more important things to do. */
    GAVE_WAY,
    /** The file or pipe takes no more. */
    WRITE_FAILED,
    /** One of several connections failed. */
    PART_FAILED
}
