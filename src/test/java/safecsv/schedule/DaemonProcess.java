package safecsv.schedule;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SimulatedDaemon} in a process of its own. */
final class DaemonProcess {
    private final Process process;
    private final Path output;

    private DaemonProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static DaemonProcess start(Path jobs, SimulatedTime time, int concurrency, String... javaOptions) {
        try {
            Path output = Files.createTempFile("safecsv-daemon", ".txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto"));
            command.addAll(List.of(javaOptions));
            command.addAll(List.of(
                    "-cp",
                    classPath(),
                    SimulatedDaemon.class.getName(),
                    jobs.toString(),
                    time.start().toString(),
                    Long.toString(time.realStart()),
                    Long.toString(time.speed()),
                    Integer.toString(concurrency)));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new DaemonProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The classes under test and the distribution's libraries; the tests' own class path may be a loader's secret. */
    private static String classPath() {
        Path home =
                Path.of(System.getProperty("safecsv.home", "target/safecsv")).toAbsolutePath();
        return String.join(
                File.pathSeparator,
                location(SimulatedDaemon.class),
                location(Daemon.class),
                home.resolve("lib").resolve("*").toString());
    }

    private static String location(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** Waits until it says that it runs. */
    DaemonProcess awaitRunning() throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!output().contains("jobs, at most")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The daemon did not start:\n" + output());
            }
            Thread.sleep(20);
        }
        return this;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException, IOException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(output);
    }

    /** As SIGTERM does, without waiting for the end. */
    void terminate() {
        process.destroy();
    }

    /** As SIGTERM does; returns the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() throws IOException {
        return Files.readString(output);
    }
}
