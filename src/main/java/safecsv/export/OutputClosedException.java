package safecsv.export;

/** The reader of the output has seen enough and closed the pipe, as {@code head} does. No error for anybody. */
public final class OutputClosedException extends Exception {
    private static final long serialVersionUID = 1L;

    OutputClosedException(Throwable cause) {
        super("the reader closed the pipe", cause);
    }
}
