package safecsv.mysql.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Finds the password: the prompt or the file that the command line asks for, then option files, then
 * {@code MYSQL_PWD}, then none. No message here ever holds one.
 */
final class PasswordResolver {
    private final ConnectionRequest request;
    private final OptionValues options;
    private final ClientEnvironment environment;

    PasswordResolver(ConnectionRequest request, OptionValues options, ClientEnvironment environment) {
        this.request = request;
        this.options = options;
        this.environment = environment;
    }

    Secret resolve(String user, ServerAddress server) {
        if (request.promptForPassword()) {
            return ask(user, server, "-p/--password");
        }
        if (request.passwordFile().isPresent()) {
            return read(request.passwordFile().get());
        }
        Optional<OptionFileEntry> option = options.entry(OptionValues.PASSWORD);
        if (option.isPresent()) {
            return option.get()
                    .value()
                    .map(Secret::of)
                    .orElseGet(() -> ask(user, server, option.get().place()));
        }
        return environment.variable("MYSQL_PWD").map(Secret::of).orElse(Secret.NONE);
    }

    private Secret ask(String user, ServerAddress server, String whoAsks) {
        return environment
                .passwordPrompt()
                .ask("Password for " + user + " at " + server + ": ")
                .orElseThrow(() -> new SafecsvException(
                        ExitCode.USAGE,
                        "A password is asked for (" + whoAsks + "), but there is no terminal to type it on: use"
                                + " --password-file, an option file, a login path or MYSQL_PWD."));
    }

    private Secret read(Path file) {
        if (OptionFilePermissions.isReadableByOthers(file)) {
            environment.warn("Others can read the password file " + file + ": chmod 600 keeps it to you.");
        }
        try {
            return Secret.of(withoutLineEnd(file, Files.readString(file, StandardCharsets.UTF_8)));
        } catch (CharacterCodingException e) {
            throw new SafecsvException(ExitCode.USAGE, "The password file " + file + " is not UTF-8 text.");
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.USAGE, "The password file " + file + " can't be read.", e);
        }
    }

    private static String withoutLineEnd(Path file, String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        String password = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (password.indexOf('\n') >= 0) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The password file " + file + " has more than one line; it must hold the password alone.");
        }
        return password;
    }
}
