package safecsv.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** The command lines of the program that is measured. */
final class SafecsvCommands {
    private final Path launcher;
    private final Path libraries;
    private final BenchServer server;
    private final BenchOptions options;
    private final Credentials credentials;

    SafecsvCommands(BenchServer server, BenchOptions options, Credentials credentials) {
        this.launcher = options.distribution().resolve("bin/safecsv");
        this.libraries = options.distribution().resolve("lib");
        this.server = server;
        this.options = options;
        this.credentials = credentials;
        if (!Files.isExecutable(launcher)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    launcher
                            + " is missing: build the distribution first, with mvn -q -DskipTests package. Nothing was run.");
        }
    }

    /** An export of {@code what}: {@code --table NAME} or {@code -e SQL}. */
    List<String> overTcp(Path output, String... what) {
        return command(List.of(launcher.toString()), tcp(), output, what);
    }

    List<String> overSocket(Path output, String socket, String... what) {
        return command(List.of(launcher.toString()), List.of("--socket", socket), output, what);
    }

    /** As somebody would start it who has the jars alone: no class-data archive, no flags. */
    List<String> plainJava(Path output, String... what) {
        return command(
                List.of(Java.executable(), "-cp", libraries.resolve("*").toString(), "safecsv.cli.Main"),
                tcp(),
                output,
                what);
    }

    /** Another command than an export, over TCP. */
    List<String> other(String name, String... what) {
        List<String> command = new ArrayList<>(List.of(launcher.toString(), name, "--no-defaults"));
        command.addAll(tcp());
        command.addAll(account());
        command.addAll(List.of(what));
        return command;
    }

    private List<String> account() {
        return List.of(
                "-u",
                server.user(),
                "-D",
                options.database,
                "--ssl-mode",
                options.sslMode.name(),
                "--password-file",
                credentials.passwordFile().toString());
    }

    private List<String> tcp() {
        return List.of("-h", server.host(), "-P", Integer.toString(server.port()));
    }

    private List<String> command(List<String> program, List<String> address, Path output, String... what) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("export", "--no-defaults"));
        command.addAll(address);
        command.addAll(account());
        command.addAll(List.of("--quiet", "--force"));
        command.addAll(List.of(what));
        command.addAll(List.of("-o", output.toString()));
        return command;
    }
}
