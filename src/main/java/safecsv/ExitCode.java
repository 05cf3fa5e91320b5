package safecsv;

/** What the process tells its caller; the same for every command (listed in every command's help). */
public enum ExitCode {
    DONE(0, "done (diff: no changes)"),
    CHANGES(1, "diff: there are changes"),
    USAGE(2, "wrong usage or configuration"),
    BAD_CSV(3, "bad CSV, or a CSV that does not fit the table"),
    REFUSED(4, "refused for safety (the message names what would permit it)"),
    FAILED(5, "database or I/O error; nothing was written, or all of it was rolled back"),
    UNKNOWN(6, "outcome unknown (connection lost during COMMIT); the message says how to check"),
    UNTOLD(7, "done, but what there was to print could not be printed; the other stream says so"),
    BUG(70, "a bug in safecsv"),
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process exit status. */
    public int code() {
        return code;
    }

    /** One line for help texts. */
    public String meaning() {
        return meaning;
    }
}
