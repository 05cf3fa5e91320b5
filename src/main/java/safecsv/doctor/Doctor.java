package safecsv.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.SafecsvException;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ServerExamination;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.settings.ConnectionSettings;

/** Looks at the server, the account and this machine, and says what it finds. */
public final class Doctor {
    private final List<String> tables;
    private final Path directory;
    private final ProgramFacts program;
    private final Clock clock;

    /**
     * @param tables to look at, with or without their schema; none: the default database
     * @param directory where files are to be written
     */
    public Doctor(List<String> tables, Path directory, ProgramFacts program, Clock clock) {
        this.tables = List.copyOf(tables);
        this.directory = directory;
        this.program = program;
        this.clock = clock;
    }

    /** Never throws for what an export would fail with: that is a finding. */
    public Diagnosis examine(ConnectionSettings settings) {
        DirectoryFacts folder = DirectoryFacts.of(directory);
        List<Finding> local = Stream.concat(
                        LocalChecks.directory(folder).stream(), LocalChecks.program(program).stream())
                .toList();
        try {
            return withServer(settings, settings.database(), List.of(), folder, local);
        } catch (SafecsvException e) {
            Finding failed = Finding.fail("connection", e);
            return ConnectionPool.refusedDatabase(e)
                    ? withoutDatabase(settings, failed, folder, local)
                    : withoutServer(failed, local);
        }
    }

    /** An account that has no right to its database yet can't connect to it, but its GRANT is what was asked for. */
    private Diagnosis withoutDatabase(
            ConnectionSettings settings, Finding failed, DirectoryFacts folder, List<Finding> local) {
        try {
            return withServer(settings.withoutDatabase(), settings.database(), List.of(failed), folder, local);
        } catch (SafecsvException e) {
            return withoutServer(failed, local);
        }
    }

    private static Diagnosis withoutServer(Finding failed, List<Finding> local) {
        return new Diagnosis(Stream.concat(Stream.of(failed), local.stream()).toList(), List.of());
    }

    private Diagnosis withServer(
            ConnectionSettings settings,
            Optional<String> database,
            List<Finding> before,
            DirectoryFacts folder,
            List<Finding> local) {
        try (ConnectionPool pool = ConnectionPool.open(settings)) {
            ServerFacts server = ServerExamination.of(pool, tables, database);
            List<Finding> findings = new ArrayList<>(before);
            pool.skipped()
                    .forEach(why -> findings.add(Finding.warn(
                            "connection",
                            why,
                            "Rows would come from " + pool.settings().place() + ".")));
            Facts facts = new Facts(server, pool.settings(), folder, program, clock.instant());
            Checks.OF_SERVER.forEach(check -> findings.addAll(check.of(facts)));
            findings.addAll(local);
            SmallestGrants grants = new SmallestGrants(server);
            return new Diagnosis(
                    findings, Stream.of(Purpose.values()).map(grants::readiness).toList());
        }
    }
}
