package safecsv.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.Nearest;

/** Puts the commands together, and maps whatever they end with to an exit code and a message. */
final class CommandLines {
    private static final Set<String> CONNECTING = Set.of("export", "diff", "apply", "undo", "doctor");

    private CommandLines() {}

    /**
     * The commands, of which only the one that the arguments name is made: to read the others' options would cost every
     * start. Where they name none, all are there, for the help and for messages.
     */
    static CommandLine create(Streams streams, ProcessEnd end, String... arguments) {
        CommandLine line = new CommandLine(new RootCommand())
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler((error, words) -> wrongUsage(error, streams))
                .setExecutionExceptionHandler((error, command, parsed) -> failed(error, streams));
        Map<String, Supplier<CommandLine>> commands = commands(streams, end);
        String named = arguments.length == 0 ? "" : arguments[0];
        commands.forEach((name, command) -> {
            if (name.equals(named) || !commands.containsKey(named)) {
                line.addSubcommand(name, command.get());
            }
        });
        OutputFormOptions.registerNames(line);
        documented(line);
        // Behind the commands, which have them from here.
        return line.setOut(new PrintWriter(new OutputStreamWriter(streams.data(), StandardCharsets.UTF_8), true))
                .setErr(streams.messages());
    }

    /** The arguments as other programs' users write them: {@code help COMMAND} and {@code version}. */
    static String[] understood(String... arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        if (first.equals("help")) {
            String[] words = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
            words[words.length - 1] = "--help";
            boolean known = words.length == 1 || commands(null, null).containsKey(words[0]);
            return known ? words : Arrays.copyOf(words, words.length - 1);
        }
        return first.equals("version") && arguments.length == 1 ? new String[] {"--version"} : arguments;
    }

    /** Whether it is a command that connects to a server, most times soon. */
    static boolean connects(String command) {
        return CONNECTING.contains(command);
    }

    /** In the order of the help. */
    private static Map<String, Supplier<CommandLine>> commands(Streams streams, ProcessEnd end) {
        Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
        commands.put("export", () -> new CommandLine(new ExportCommand(streams, end)));
        commands.put("diff", () -> new CommandLine(new DiffCommand(streams, end)));
        commands.put("apply", () -> new CommandLine(new ApplyCommand(streams, end)));
        commands.put("show", () -> new CommandLine(new ShowCommand(streams)));
        commands.put("undo", () -> new CommandLine(new UndoCommand(streams, end)));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(streams)));
        commands.put("schedule", () -> new CommandLine(new ScheduleCommand(), ScheduleCommand.factory(streams, end)));
        return commands;
    }

    /** What every command's help has. */
    private static void documented(CommandLine line) {
        line.getSubcommands().values().forEach(CommandLines::documented);
        line.addMixin("help", new HelpOption());
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(" " + code.code(), code.meaning());
        }
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
    }

    private static int wrongUsage(ParameterException error, Streams streams) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        streams.messages().println("safecsv: " + message(error));
        streams.messages().println("Try: " + command.qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            return "There is no command, option or argument like this: '%s'.%s"
                    .formatted(
                            typed,
                            Nearest.to(typed.replaceFirst("=.*", ""), names(error.getCommandLine()))
                                    .map(name -> " Did you mean " + name + "?")
                                    .orElse(""));
        }
        return error.getMessage();
    }

    /** What could have been meant. */
    private static List<String> names(CommandLine line) {
        List<String> names = new ArrayList<>(line.getSubcommands().keySet());
        line.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static int failed(Exception error, Streams streams) {
        if (error instanceof SafecsvException known) {
            streams.messages().println("safecsv: " + known.getMessage());
            return known.exitCode().code();
        }
        return bug(error, streams);
    }

    /** Says that it is one; gives its exit code. */
    static int bug(Throwable error, Streams streams) {
        streams.messages()
                .println(
                        error instanceof OutOfMemoryError
                                ? "safecsv: Java's memory was used up. SAFECSV_JAVA_OPTS=-Xmx4g allows more, where"
                                        + " values are very large. Where they are not, this is a bug in safecsv. Please"
                                        + " report it with the lines below."
                                : "safecsv: This is a bug in safecsv. Please report it with the lines below.");
        error.printStackTrace(streams.messages());
        return ExitCode.BUG.code();
    }
}
