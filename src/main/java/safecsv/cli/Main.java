package safecsv.cli;

import java.util.Optional;
import safecsv.ExitCode;
import safecsv.mysql.DriverWarmUp;

/** Entry point of the process. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // First of all: a signal that comes before has Java end with its own code.
        ProcessEnd end = new ProcessEnd();
        end.install();
        if (arguments.length > 1 && CommandLines.connects(arguments[0])) {
            DriverWarmUp.start();
        }
        Streams streams = Streams.ofThisProcess();
        Optional<String> lost = ArgumentBytes.lost(arguments);
        if (lost.isPresent()) {
            streams.messages().println("safecsv: " + lost.get());
            end.exit(ExitCode.USAGE.code());
        }
        end.exit(run(streams, end, arguments));
    }

    /**
     * Runs one command and returns its exit code. An error that is no exception (the memory is used up, a class is
     * missing) ends with the code of a bug, too.
     */
    static int run(Streams streams, ProcessEnd end, String... arguments) {
        try {
            String[] understood = CommandLines.understood(arguments);
            return streams.told(CommandLines.create(streams, end, understood).execute(understood));
        } catch (Throwable e) {
            return CommandLines.bug(e, streams);
        }
    }
}
