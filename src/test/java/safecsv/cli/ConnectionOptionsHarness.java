package safecsv.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.Secret;

/** Parses a command line and resolves it in a made-up environment whose root and home are a temporary folder. */
abstract class ConnectionOptionsHarness {
    @TempDir
    Path root;

    final Map<String, String> variables = new HashMap<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    Optional<Secret> typed = Optional.empty();

    @BeforeEach
    void the_root_is_home() {
        variables.put("HOME", root.toString());
    }

    final ConnectionSettings resolve(String... arguments) {
        WithoutFile command = new WithoutFile();
        new CommandLine(command).parseArgs(arguments);
        return command.connection.resolve(environment());
    }

    final ClientEnvironment environment() {
        return new ClientEnvironment(
                variables,
                "tester",
                root,
                question -> {
                    questions.add(question);
                    return typed;
                },
                warnings::add);
    }

    final void writeOptions(String options) throws IOException {
        if (options != null) {
            Files.writeString(
                    root.resolve(".my.cnf"),
                    "[client]\n" + options.replace(',', '\n').replace(';', ',') + "\n");
        }
    }

    static String[] words(String arguments) {
        return arguments == null ? new String[0] : arguments.replace("''", "").split(" ", -1);
    }

    @Command
    static final class WithoutFile implements Runnable {
        @Mixin
        ConnectionOptions connection = new ConnectionOptions();

        @Override
        public void run() {}
    }

    @Command
    static final class WithFile {
        @Mixin
        ConnectionOptions connection = new ConnectionOptions();

        @Parameters
        String file;
    }
}
