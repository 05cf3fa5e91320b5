package safecsv.mysql.settings;

import java.nio.file.Path;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * What the command line says about connecting; all of it may be absent. It takes no password: an argument list is
 * readable by everybody on the machine.
 *
 * @param promptForPassword ask a person for the password
 * @param passwordFile a file whose first line is the password
 */
public record ConnectionRequest(
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> user,
        Optional<String> database,
        Optional<Path> socket,
        Optional<ConnectionProtocol> protocol,
        boolean promptForPassword,
        Optional<Path> passwordFile,
        Optional<SslMode> sslMode,
        Optional<Path> sslCa,
        OptionFileSelection optionFiles,
        RouteRequest route) {

    public ConnectionRequest {
        if (promptForPassword && passwordFile.isPresent()) {
            throw new SafecsvException(
                    ExitCode.USAGE, "-p/--password and --password-file contradict each other; give one of them.");
        }
    }
}
