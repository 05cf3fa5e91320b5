package safecsv.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Puts the commands together, and maps whatever they end with to an exit code and a message. */
final class CommandLines {
    private CommandLines() {}

    static CommandLine create(Streams streams, ProcessEnd end) {
        CommandLine line = new CommandLine(new RootCommand(), factory(streams, end))
                .setOut(new PrintWriter(new OutputStreamWriter(streams.data(), StandardCharsets.UTF_8), true))
                .setErr(streams.messages())
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(CommandLines::wrongUsage)
                .setExecutionExceptionHandler((error, command, parsed) -> failed(error, streams));
        OutputFormOptions.registerNames(line);
        EnumNames.register(line, DiffOptions.ConflictName.class);
        documented(line);
        return line;
    }

    private static IFactory factory(Streams streams, ProcessEnd end) {
        IFactory standard = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == ExportCommand.class) {
                    return type.cast(new ExportCommand(streams, end));
                }
                if (type == ApplyCommand.class) {
                    return type.cast(new ApplyCommand(streams, end));
                }
                if (type == UndoCommand.class) {
                    return type.cast(new UndoCommand(streams, end));
                }
                if (type == DoctorCommand.class) {
                    return type.cast(new DoctorCommand(streams));
                }
                if (type == DiffCommand.class) {
                    return type.cast(new DiffCommand(streams, end));
                }
                Optional<K> scheduling = ScheduleCommand.create(type, streams, end);
                return scheduling.isPresent() ? scheduling.get() : standard.create(type);
            }
        };
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

    private static int wrongUsage(ParameterException error, String[] arguments) {
        CommandLine line = error.getCommandLine();
        line.getErr().println("safecsv: " + message(error));
        line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return "There is no command, option or argument like this: '%s'."
                    .formatted(unmatched.getUnmatched().get(0));
        }
        return error.getMessage();
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
                                ? "safecsv: Java's memory was used up. SAFECSV_JAVA_OPTS=-Xmx4g allows more, where values are very large."
                                        + " Where they are not, this is a bug in safecsv. Please report it with the lines below."
                                : "safecsv: This is a bug in safecsv. Please report it with the lines below.");
        error.printStackTrace(streams.messages());
        return ExitCode.BUG.code();
    }
}
