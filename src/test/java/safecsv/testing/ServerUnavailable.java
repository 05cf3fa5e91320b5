package safecsv.testing;

/** Why a kind of server can't be used on this machine; its message is one line. */
final class ServerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    ServerUnavailable(String what, Throwable cause) {
        super(what + " (" + firstLine(cause) + ")", cause);
    }

    private static String firstLine(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
