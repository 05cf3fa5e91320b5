package safecsv.doctor;

import java.util.List;

/** Turns facts into findings; asks nothing of its own. A new one is added to the list in {@link Checks}. */
@FunctionalInterface
public interface Check {
    /** What there is to say; may be nothing. */
    List<Finding> of(Facts facts);
}
