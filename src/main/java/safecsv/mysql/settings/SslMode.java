package safecsv.mysql.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much TLS a connection must have; names and meanings of the mysql client's {@code --ssl-mode}.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/en/connection-options.html#option_general_ssl-mode">MySQL manual</a>
 */
public enum SslMode {
    /** No TLS. */
    DISABLED,
    /** TLS where the server offers it, plain text otherwise. The certificate is not checked. */
    PREFERRED,
    /** TLS or nothing. The certificate is not checked. */
    REQUIRED,
    /** TLS with a certificate that the named CA has signed. */
    VERIFY_CA,
    /** TLS with a certificate that the named CA has signed for the host that was asked for. */
    VERIFY_IDENTITY;

    /** True for the modes that need a CA. */
    public boolean verifies() {
        return this == VERIFY_CA || this == VERIFY_IDENTITY;
    }

    /**
     * Reads a mode as the mysql client does: in any letter case, and any beginning that only one mode has.
     *
     * @return empty if no mode, or more than one, is meant
     */
    public static Optional<SslMode> parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        List<SslMode> matches = Arrays.stream(values())
                .filter(mode -> mode.name().startsWith(upper))
                .toList();
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }
}
