package safecsv.diff.plan;

import java.util.Objects;

/**
 * The server that a plan was made on.
 *
 * @param uuid {@code @@server_uuid}, or for MariaDB, which has none, {@code @@server_uid}; never null
 * @param version {@code VERSION()}, for the reader's information
 */
public record PlanServer(String uuid, String version) {
    /** Refuses null. */
    public PlanServer {
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(version);
    }
}
