package safecsv.schedule;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionRequest;
import safecsv.mysql.settings.ConnectionResolver;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.jobs.JobsFile;

/**
 * The daemon with another clock, as a process of its own that tests may kill. Arguments: jobs file, simulated start, real
 * start in milliseconds, speed, concurrency.
 */
public final class SimulatedDaemon {
    private SimulatedDaemon() {}

    /** Runs until it is killed or asked to stop. */
    public static void main(String[] arguments) {
        Timekeeper time = new SimulatedTime(
                Instant.parse(arguments[1]), Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
        int concurrency = Integer.parseInt(arguments[4]);
        Journal journal = note -> System.out.println(
                note.at() + " " + note.level() + " " + (note.job() == null ? "" : note.job() + ": ") + note.message());
        try (Servers servers = new Servers(concurrency)) {
            Daemon daemon = new Daemon(
                    () -> JobsFile.read(Path.of(arguments[0])),
                    connections(),
                    new JobRunner(servers, time, journal),
                    concurrency,
                    journal);
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                daemon.stop();
                try {
                    main.join(10_000);
                } catch (InterruptedException e) {
                    return;
                }
                Runtime.getRuntime().halt(0);
            }));
            daemon.run();
        }
    }

    /** Connects with the jobs file alone; nothing of this machine's settings counts. */
    static Function<ConnectionRequest, ConnectionSettings> connections() {
        ClientEnvironment environment = new ClientEnvironment(
                Map.of(), "nobody", Path.of("/"), question -> Optional.empty(), System.out::println);
        return request -> ConnectionResolver.resolve(request, environment);
    }
}
