package safecsv.mysql.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How one connection is encrypted.
 *
 * @param protocol such as TLSv1.3
 * @param cipher the cipher suite's name
 * @param certificate the server's own
 */
public record TlsFacts(String protocol, String cipher, Optional<Certificate> certificate) {
    /**
     * A certificate.
     *
     * @param names the host names and addresses that it is for; empty where it does not say
     */
    public record Certificate(String subject, String issuer, Instant notAfter, List<String> names) {
        public Certificate {
            names = List.copyOf(names);
        }
    }
}
