package safecsv.cli;

import java.util.function.Supplier;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionResolver;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.schedule.jobs.JobsFile;

/** How a jobs file connects: decided anew at each run, so that a password may change. */
final class ConnectionSupply {
    private ConnectionSupply() {}

    static Supplier<ConnectionSettings> of(JobsFile file, ClientEnvironment environment) {
        return () -> ConnectionResolver.resolve(file.connection(), environment);
    }
}
