package safecsv.mysql.settings;

import java.nio.file.Path;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * How the connection is encrypted, and whom the server's certificate must come from.
 *
 * @param mode never null
 * @param certificateAuthority a PEM file of one or more CA certificates; must be there for the modes that verify
 */
public record TlsSettings(SslMode mode, Optional<Path> certificateAuthority) {
    public TlsSettings {
        if (mode.verifies() && certificateAuthority.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--ssl-mode " + mode + " needs to know whom to trust: name the CA's PEM file with --ssl-ca.");
        }
    }

    /**
     * The mode where none was asked for: REQUIRED over TCP to another host, PREFERRED where the bytes stay on this
     * machine, VERIFY_IDENTITY when a CA is given. On a socket a CA changes nothing: there is no host to verify.
     */
    static TlsSettings defaultFor(ServerAddress server, Optional<Path> certificateAuthority) {
        if (server instanceof ServerAddress.Tcp && certificateAuthority.isPresent()) {
            return new TlsSettings(SslMode.VERIFY_IDENTITY, certificateAuthority);
        }
        return new TlsSettings(server.isLocal() ? SslMode.PREFERRED : SslMode.REQUIRED, certificateAuthority);
    }
}
