package safecsv.mysql.settings;

import java.util.Objects;

/** A password. Its text leaves only through {@link #reveal()}; no print, log or error can show it by accident. */
public final class Secret {
    /** No password, or an empty one: the server does not know the difference. */
    public static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a password.
     *
     * @param text empty means none; never null
     */
    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(Objects.requireNonNull(text));
    }

    /** The password itself, for the one place that hands it to the server. */
    public String reveal() {
        return text;
    }

    /** True if there is no password to send. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    /** The same for every secret, so that not even a hash code tells two apart. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
