package safecsv.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.doctor.Need.Place;
import safecsv.mysql.facts.ServerFacts;

/** What an account can be for, and what each takes. */
public enum Purpose {
    EXPORT("export", "rows into files"),
    DIFF("diff", "what an edited file would change"),
    APPLY("apply", "writing it: UPDATE, INSERT and DELETE as far as the plan has such changes"),
    TRIGGERS("diff naming triggers", "without it, triggers of the table can't be seen and the preview says so"),
    PARALLEL("--parallel", "the proof that all connections read one moment"),
    SNAPSHOT_LOCK("--snapshot-lock", "a lock of milliseconds in the place of that proof"),
    MAX_LAG("--max-lag", "asking a replica how far it is behind"),
    YIELD("yield to DDL, named", "naming the waiting connection; without it safecsv only notices that somebody waits");

    private final String title;
    private final String meaning;

    Purpose(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** One line. */
    public String meaning() {
        return meaning;
    }

    /** What it takes on this server; empty where the server can't serve it at all. */
    Optional<List<Need>> needs(ServerFacts server) {
        boolean mariaDb = server.isMariaDb();
        return switch (this) {
            case EXPORT, DIFF -> needs(Place.DATA, "SELECT");
            case APPLY -> needs(Place.DATA, "SELECT", "INSERT", "UPDATE", "DELETE");
            case TRIGGERS -> needs(Place.DATA, "TRIGGER");
            case MAX_LAG -> needs(Place.SERVER, mariaDb ? "SLAVE MONITOR" : "REPLICATION CLIENT");
            case SNAPSHOT_LOCK -> needs(Place.SCHEMA, "LOCK TABLES");
            case PARALLEL -> mariaDb ? Optional.empty() : needs(Place.SERVER, "PROCESS");
            case YIELD -> mariaDb ? Optional.empty() : needs(Place.LOCKS, "SELECT");
        };
    }

    private static Optional<List<Need>> needs(Place place, String... privileges) {
        return Optional.of(Stream.of(privileges)
                .map(privilege -> new Need(privilege, place))
                .toList());
    }
}
