package safecsv.diff.plan;

import java.util.Objects;

/**
 * A file that a plan was made from.
 *
 * @param role what it was to the plan: {@code edited}, {@code baseline}, or {@code plan} for the plan that an undo takes
 *     back, {@code rest-of} for the undo plan that left rows out
 * @param file its name without its folder
 * @param sha256 of the file's bytes, 64 lower-case hexadecimal digits; for a plan, the digest in its last line
 */
public record PlanSource(String role, String file, String sha256) {
    /** The role of the CSV that a client has edited. */
    public static final String EDITED = "edited";

    /** The role of the plan that an undo plan takes back. */
    public static final String PLAN = "plan";

    /** The role of the undo plan some of whose rows a plan still has, because others had changed them. */
    public static final String REST = "rest-of";

    /** Refuses null. */
    public PlanSource {
        Objects.requireNonNull(role);
        Objects.requireNonNull(file);
        Objects.requireNonNull(sha256);
    }
}
