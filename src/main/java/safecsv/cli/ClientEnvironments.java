package safecsv.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import safecsv.mysql.settings.ClientEnvironment;

/** Reads the process's own environment, for the engine that does not. */
final class ClientEnvironments {
    private ClientEnvironments() {}

    static ClientEnvironment ofThisProcess(PrintWriter messages) {
        return new ClientEnvironment(
                System.getenv(),
                System.getProperty("user.name"),
                Path.of("/"),
                new TerminalPassword(),
                sentence -> messages.println("Warning: " + sentence));
    }
}
