package safecsv.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalDouble;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Runs programs as whole processes and measures them. A program that fails ends the benchmark with its own words. */
final class ProcessMeter {
    /** Linux reports process times to user space in hundredths of a second, whatever the kernel's own tick. */
    private static final double TICKS_PER_SECOND = 100;

    private final Path directory;

    /** @param directory where the standard error of the programs is kept */
    ProcessMeter(Path directory) {
        this.directory = directory;
    }

    /** Removes the output, writes back dirty pages so that no other program's burden this one, and runs it. */
    Run measure(Contender contender) throws IOException, InterruptedException {
        Files.deleteIfExists(contender.output());
        sync();
        OptionalDouble cpuBefore = childrenCpuSeconds();
        long begin = System.nanoTime();
        Process process = start(contender);
        int exitCode = process.waitFor();
        double seconds = secondsSince(begin);
        OptionalDouble cpuAfter = childrenCpuSeconds();
        requireSuccess(contender, exitCode);
        OptionalDouble cpuSeconds = cpuBefore.isPresent() && cpuAfter.isPresent()
                ? OptionalDouble.of(cpuAfter.getAsDouble() - cpuBefore.getAsDouble())
                : OptionalDouble.empty();
        return new Run(seconds, cpuSeconds, Files.size(contender.output()), syncSeconds(contender.output()));
    }

    /** Starts the program with nothing to read, and its output and errors in files. */
    Process start(Contender contender) throws IOException {
        File standardOutput = contender.throughStandardOutput()
                ? contender.output().toFile()
                : log("stdout").toFile();
        ProcessBuilder builder = new ProcessBuilder(contender.command())
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(standardOutput)
                .redirectError(log("stderr").toFile());
        // The launcher must run on the JVM that built its class-data archive and that the rivals run on.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    void requireSuccess(Contender contender, int exitCode) throws IOException {
        if (exitCode != contender.exitCode() || !Files.exists(contender.output())) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "%s ended with code %d and %s output. It said: %s%nCommand: %s"
                            .formatted(
                                    contender.name(),
                                    exitCode,
                                    Files.exists(contender.output()) ? "some" : "no",
                                    Files.readString(log("stderr")).strip(),
                                    String.join(" ", contender.command())));
        }
    }

    private Path log(String name) {
        return directory.resolve("last-run." + name);
    }

    private static void sync() throws IOException, InterruptedException {
        new ProcessBuilder(List.of("sync")).inheritIO().start().waitFor();
    }

    private static OptionalDouble syncSeconds(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return OptionalDouble.empty();
        }
        long begin = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return OptionalDouble.of(secondsSince(begin));
    }

    /** What this process's ended children have used, and theirs: fields 16 and 17 of proc(5) stat. */
    private static OptionalDouble childrenCpuSeconds() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.exists(stat)) {
            return OptionalDouble.empty();
        }
        String text = Files.readString(stat);
        // The second field is the program's name in parentheses and may hold blanks; field 3 follows it.
        List<String> fields = List.of(text.substring(text.lastIndexOf(')') + 2).split(" ", -1));
        return OptionalDouble.of((Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))) / TICKS_PER_SECOND);
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
