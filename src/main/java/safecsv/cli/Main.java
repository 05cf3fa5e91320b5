package safecsv.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        // Bytes of data go through no encoder and no second buffer.
        FileOutputStream data = new FileOutputStream(FileDescriptor.out);
        PrintWriter messages = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Streams streams = new Streams(data, messages, Boolean.getBoolean("safecsv.terminal"));
        end.exit(run(streams, end, arguments));
    }

    /** Whatever is no exception either (the memory is used up, a class is missing) ends with the code of a bug. */
    private static int run(Streams streams, ProcessEnd end, String... arguments) {
        try {
            return CommandLines.create(streams, end, arguments).execute(arguments);
        } catch (Throwable e) {
            return CommandLines.bug(e, streams);
        }
    }
}
