package safecsv.csv;

import java.io.IOException;

/** The rows can't be written as was asked for; nothing is wrong with the disk. */
public final class RefusedOutputException extends IOException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    /**
     * Both are whole sentences.
     *
     * @param remedy which option would permit it
     */
    public RefusedOutputException(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}
