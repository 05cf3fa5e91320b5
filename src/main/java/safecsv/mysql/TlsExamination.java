package safecsv.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import safecsv.mysql.facts.TlsFacts;

/** Looks at the encryption of an open connection; asks the server nothing. */
final class TlsExamination {
    private TlsExamination() {}

    static Optional<TlsFacts> of(Connection connection) throws SQLException {
        NativeSession session =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        try {
            return session.getProtocol().getSocketConnection().getMysqlSocket() instanceof SSLSocket socket
                    ? Optional.of(facts(socket.getSession()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), "08S01", e);
        }
    }

    private static TlsFacts facts(SSLSession session) {
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), certificate(session));
    }

    private static Optional<TlsFacts.Certificate> certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own
                    ? Optional.of(new TlsFacts.Certificate(
                            own.getSubjectX500Principal().getName(),
                            own.getIssuerX500Principal().getName(),
                            own.getNotAfter().toInstant(),
                            names(own)))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
