package safecsv.cli;

import java.nio.file.Path;
import safecsv.mysql.settings.ClientEnvironment;

/** Puts together the part of the process's environment that connecting depends on. */
final class ClientEnvironments {
    private ClientEnvironments() {}

    static ClientEnvironment of(Streams streams) {
        return new ClientEnvironment(
                streams.environment(),
                System.getProperty("user.name"),
                Path.of("/"),
                new TerminalPassword(),
                sentence -> streams.messages().println("Warning: " + sentence));
    }
}
