package safecsv.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command line of safecsv: run inside this process, which costs no start of a JVM, or as the built distribution's
 * {@code bin/safecsv}. HOME is an empty folder and no MYSQL variable is passed on, so that a developer's own settings
 * change nothing; only the property {@code safecsv.java.options} becomes SAFECSV_JAVA_OPTS. One object is one command
 * line.
 */
public final class SafecsvCli {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path HOME = ThrowawayFolder.create("safecsv-home-");
    private static final Path PASSWORDS = ThrowawayFolder.create("safecsv-password-");

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};
    private boolean process;
    private String filesIn = "";
    private Path workingDirectory = HOME;

    private SafecsvCli(Path program, List<String> arguments) {
        command.add(program.toString());
        command.addAll(arguments);
        environment.put("HOME", HOME.toString());
        String javaOptions = System.getProperty("safecsv.java.options");
        if (javaOptions != null) {
            environment.put("SAFECSV_JAVA_OPTS", javaOptions);
        }
    }

    /** A command line of the distribution in the folder that the property {@code safecsv.home} names. */
    public static SafecsvCli safecsv(String... arguments) {
        Path home =
                Path.of(System.getProperty("safecsv.home", "target/safecsv")).toAbsolutePath();
        return new SafecsvCli(home.resolve("bin").resolve("safecsv"), List.of(arguments));
    }

    /** As {@link #safecsv}, for a program anywhere. */
    static SafecsvCli of(Path program, String... arguments) {
        return new SafecsvCli(program, List.of(arguments)).asProcess();
    }

    /** Adds arguments. */
    public SafecsvCli with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    /** Adds what logs in to this server as this user, the password in a file. */
    public SafecsvCli on(TestServer server, TestUser user) {
        return with("--no-defaults", "-h", server.host(), "-P", Integer.toString(server.port()), "-u", user.name())
                .with("--password-file", passwordFile(user.password()).toString());
    }

    /** A file of this one line that only its owner may read; it goes with the JVM. */
    public static Path passwordFile(String password) {
        try {
            Path file = Files.createTempFile(
                    PASSWORDS,
                    "password",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, password + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sets an environment variable. */
    public SafecsvCli environment(String name, String value) {
        environment.put(name, value);
        return asProcess();
    }

    /** Gives this text to standard input, as UTF-8; without it standard input is empty. */
    public SafecsvCli input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /**
     * Takes arguments that are the name of a CSV, baseline, plan or SQL file, without a folder, for files of this folder,
     * and leaves the folder out of what was said: as {@link #in}, without a process of its own. Arguments that come later
     * count too.
     */
    public SafecsvCli withFilesIn(Path folder) {
        filesIn = folder.toString() + "/";
        return this;
    }

    private List<String> resolved() {
        return filesIn.isEmpty()
                ? List.copyOf(command)
                : command.stream()
                        .map(word -> word.matches("[\\w.-]+\\.(csv|zip|plan|jsonl|sql)") ? filesIn + word : word)
                        .toList();
    }

    /** Starts it in this folder; without it in the empty HOME. */
    public SafecsvCli in(Path folder) {
        workingDirectory = folder;
        return asProcess();
    }

    /**
     * Has {@link #run} start a process, for a test of signals, pipes, the launcher, memory, or anything else of which
     * each process has one.
     */
    public SafecsvCli asProcess() {
        process = true;
        return this;
    }

    /**
     * Runs it to its end; fails the test, with both streams, when that takes longer than three minutes. Inside this
     * process, unless a folder to start in, an environment variable or {@link #asProcess} asks for one of its own.
     */
    public FinishedProcess run() {
        return process
                ? FinishedProcess.run(builder(), input, LIMIT)
                : FinishedProcess.runHere(resolved(), HOME, input, LIMIT).without(filesIn);
    }

    /** Starts it with pipes for all three streams, for a test that signals it or closes a pipe. */
    public Process start() {
        try {
            return builder(hearingSignals()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@link #start}, with standard output going to a file or device. */
    public Process startWritingTo(Path output) {
        try {
            return builder(hearingSignals()).redirectOutput(output.toFile()).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * As {@link #start}, with both outputs appended to a file, for a program that runs on.
     *
     * @param signals options of env, such as {@code --default-signal=HUP}
     */
    public Process startLoggingTo(Path log, String... signals) {
        List<String> words = new ArrayList<>(List.of("env"));
        words.addAll(List.of(signals));
        words.addAll(command);
        try {
            return builder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Starts it on a terminal of its own, as somebody at a keyboard: what is written to the process's standard input is
     * typed (3 is Ctrl-C), and its standard output is what the terminal shows. Skips the calling test where there is no
     * {@code script} of util-linux.
     */
    public Process startOnTerminal() {
        Tool.require("script");
        String line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        try {
            // Where the tests run in the background of a script, Ctrl-C would be ignored by inheritance.
            return builder(List.of("script", "-q", "-e", "-c", "env --default-signal=INT " + line, "/dev/null"))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Under nohup, or in the background of a script, signals are ignored by inheritance. */
    private List<String> hearingSignals() {
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
        words.addAll(command);
        return words;
    }

    private ProcessBuilder builder() {
        return builder(List.copyOf(command));
    }

    private ProcessBuilder builder(List<String> words) {
        if (!Files.isExecutable(Path.of(command.get(0)))) {
            throw new IllegalStateException(command.get(0) + " is not there; mvn package builds it");
        }
        ProcessBuilder builder = new ProcessBuilder(words).directory(workingDirectory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MYSQL_") || name.startsWith("SAFECSV_"));
        builder.environment().putAll(environment);
        return builder;
    }
}
