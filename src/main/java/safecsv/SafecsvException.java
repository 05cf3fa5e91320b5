package safecsv;

import java.util.Objects;

/**
 * An error meant for the user: its message says what happened, where, what was and was not written, and what to do
 * next. It is printed as it stands, without a stack trace. Anything else that reaches {@code Main} is a bug.
 */
public final class SafecsvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** @param message complete sentences for the user; never null, never holding a secret */
    public SafecsvException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** @param cause what was caught, or null; kept for {@code --debug} and never printed otherwise */
    public SafecsvException(ExitCode exitCode, String message, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.exitCode = Objects.requireNonNull(exitCode);
    }

    /** The process exit status this error ends with; never null. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
