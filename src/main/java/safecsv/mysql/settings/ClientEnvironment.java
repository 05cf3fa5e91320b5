package safecsv.mysql.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the process was started in, as far as connecting depends on it; handed in so that nothing here reads it behind
 * the caller's back.
 *
 * @param variables the environment variables
 * @param userName the operating system's name of the user
 * @param root where {@code /etc} and {@code /var} are: {@code /} but for tests
 * @param passwordPrompt asks a person
 * @param warnings takes one sentence at a time, for standard error
 */
public record ClientEnvironment(
        Map<String, String> variables,
        String userName,
        Path root,
        PasswordPrompt passwordPrompt,
        Consumer<String> warnings) {

    /** Asks a person for a password without showing it. */
    @FunctionalInterface
    public interface PasswordPrompt {
        /** Returns what was typed; empty if there is no terminal to ask on. */
        Optional<Secret> ask(String question);
    }

    public ClientEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The value of an environment variable; one that is set to nothing counts as not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<Path> home() {
        return variable("HOME").map(Path::of);
    }

    /** The path that a text in an option file means: {@code ~} is the home directory, as for the mysql client. */
    Path path(String text) {
        Optional<Path> home = home();
        if (home.isPresent() && text.equals("~")) {
            return home.get();
        }
        if (home.isPresent() && text.startsWith("~/")) {
            return home.get().resolve(text.substring(2));
        }
        return Path.of(text);
    }

    void warn(String sentence) {
        warnings.accept(sentence);
    }
}
