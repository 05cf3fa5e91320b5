package safecsv.diff.plan;

import java.util.List;
import java.util.Objects;

/**
 * A plan's first line: for which server and table it is, how its values are to be read, and where it comes from.
 *
 * @param purpose whether it changes or takes back
 * @param sources the files that it was made from, in no particular order
 * @param counts how many changes follow; {@link PlanWriter} counts by itself and does not look at this
 * @param leftOut what is not carried out
 */
public record PlanHeader(
        Purpose purpose,
        PlanServer server,
        PlanTable table,
        PlanSession session,
        List<PlanSource> sources,
        PlanCounts counts,
        PlanLeftOut leftOut) {
    /** The version of the format that this program writes; it reads this one and those before it. */
    public static final int VERSION = 2;

    /** Refuses null and copies the list. */
    public PlanHeader {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(server);
        Objects.requireNonNull(table);
        Objects.requireNonNull(session);
        Objects.requireNonNull(counts);
        Objects.requireNonNull(leftOut);
        sources = List.copyOf(sources);
    }

    /** A plan that leaves nothing out. */
    public PlanHeader(
            Purpose purpose,
            PlanServer server,
            PlanTable table,
            PlanSession session,
            List<PlanSource> sources,
            PlanCounts counts) {
        this(purpose, server, table, session, sources, counts, PlanLeftOut.NOTHING);
    }

    /** The same plan with other counts. */
    public PlanHeader with(PlanCounts newCounts) {
        return new PlanHeader(purpose, server, table, session, sources, newCounts, leftOut);
    }

    /** The same plan with other sources. */
    public PlanHeader with(List<PlanSource> newSources) {
        return new PlanHeader(purpose, server, table, session, newSources, counts, leftOut);
    }

    /** The same plan, which leaves this out. */
    public PlanHeader with(PlanLeftOut newLeftOut) {
        return new PlanHeader(purpose, server, table, session, sources, counts, newLeftOut);
    }

    /** What a plan is for; both are applied the same way. */
    public enum Purpose {
        /** Made by a diff. */
        CHANGE,
        /** Made by an apply, to take it back. */
        UNDO
    }
}
