package safecsv.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Trust in the certificates of one PEM file and in nobody else: the system's trust store is not consulted. */
final class CertificateAuthority {
    private CertificateAuthority() {}

    /** @throws SafecsvException code 2 if the file can't be read or holds no certificate */
    static SSLContext trustOnly(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (certificates.isEmpty()) {
                throw new SafecsvException(ExitCode.USAGE, "The CA file " + pem + " holds no PEM certificate.");
            }
            return contextFor(certificates);
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.USAGE, "The CA file " + pem + " (--ssl-ca) can't be read.", e);
        } catch (GeneralSecurityException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The CA file " + pem + " (--ssl-ca) is not a file of PEM certificates.", e);
        }
    }

    private static SSLContext contextFor(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
