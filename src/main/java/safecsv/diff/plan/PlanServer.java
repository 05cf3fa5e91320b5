package safecsv.diff.plan;

import java.util.Objects;

/**
 * The server that a plan was made on.
 *
 * @param uuid {@code @@server_uuid}, or what stands for it on MariaDB, which has none; never null
 * @param version {@code VERSION()}, for the reader's information
 */
public record PlanServer(String uuid, String version) {
    /** Refuses null. */
    public PlanServer {
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(version);
    }
}
