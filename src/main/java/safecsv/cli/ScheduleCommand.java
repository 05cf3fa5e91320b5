package safecsv.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code safecsv schedule}, which is a name for its own commands. */
@Command(
        name = "schedule",
        description =
                "Exports on time, as a jobs file says: each file complete or absent, and an alarm when one is late.",
        subcommands = {
            ScheduleRunCommand.class,
            ScheduleDaemonCommand.class,
            ScheduleListCommand.class,
            ScheduleStatusCommand.class,
            ScheduleInstallCommand.class
        })
final class ScheduleCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Makes the commands under this one. */
    static IFactory factory(Streams streams, ProcessEnd end) {
        IFactory standard = CommandLine.defaultFactory();
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                Optional<K> command = ScheduleCommand.create(type, streams, end);
                return command.isPresent() ? command.get() : standard.create(type);
            }
        };
    }

    private static <K> Optional<K> create(Class<K> type, Streams streams, ProcessEnd end) {
        Object command = null;
        if (type == ScheduleRunCommand.class) {
            command = new ScheduleRunCommand(streams, end);
        } else if (type == ScheduleDaemonCommand.class) {
            command = new ScheduleDaemonCommand(streams, end);
        } else if (type == ScheduleListCommand.class) {
            command = new ScheduleListCommand(streams);
        } else if (type == ScheduleStatusCommand.class) {
            command = new ScheduleStatusCommand(streams);
        } else if (type == ScheduleInstallCommand.class) {
            command = new ScheduleInstallCommand(streams);
        }
        return Optional.ofNullable(command).map(type::cast);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command: run, daemon, list, status or install.");
    }
}
