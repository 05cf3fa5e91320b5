package safecsv.doctor;

import java.util.List;

/** Every check, in the order in which people read. */
final class Checks {
    /** Those that need a server. */
    static final List<Check> OF_SERVER = List.of(
            ConnectionChecks::connection,
            ConnectionChecks::tls,
            ServerChecks::version,
            ServerChecks::characterSet,
            ServerChecks::timeZones,
            ServerChecks::replica,
            ServerChecks::limits,
            AccountChecks::privileges,
            AccountChecks::roles,
            AccountChecks::tables,
            AccountChecks::database);

    private Checks() {}
}
