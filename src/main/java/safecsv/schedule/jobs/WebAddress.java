package safecsv.schedule.jobs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Addresses that can be posted to. What is none is never repeated in a message: such addresses are often secrets. */
public final class WebAddress {
    private WebAddress() {}

    /** Whether it is an address with a user or a password before the host, which Java's client would leave out. */
    static boolean holdsPassword(String text) {
        return text.matches("(?s)[A-Za-z+.-]*://[^/?#]*@.*");
    }

    /** An address with http or https and a host, and no password; empty for any other text. */
    public static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("https") || scheme.equals("http");
            return web && uri.getHost() != null && uri.getRawUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
