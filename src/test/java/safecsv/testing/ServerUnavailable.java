package safecsv.testing;

/** Why a kind of server can't be used on this machine; its message is one line. */
final class ServerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    ServerUnavailable(String what, Throwable cause) {
        super(what + " (" + firstLine(cause) + ")", cause);
    }

    /** The innermost cause says most: the libraries wrap it several times in "did not start". */
    private static String firstLine(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
