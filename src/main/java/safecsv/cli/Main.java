package safecsv.cli;

import safecsv.mysql.DriverWarmUp;

/** Entry point of the process. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        if (arguments.length > 1 && CommandLines.connects(arguments[0])) {
            DriverWarmUp.start();
        }
        ProcessEnd end = new ProcessEnd();
        end.install();
        end.exit(run(Streams.ofThisProcess(), end, arguments));
    }

    /**
     * Runs one command and returns its exit code. An error that is no exception (the memory is used up, a class is
     * missing) ends with the code of a bug, too.
     */
    static int run(Streams streams, ProcessEnd end, String... arguments) {
        try {
            return CommandLines.create(streams, end, arguments).execute(arguments);
        } catch (Throwable e) {
            return CommandLines.bug(e, streams);
        }
    }
}
