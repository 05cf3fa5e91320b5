package safecsv.csv.baseline;

import java.util.Locale;
import java.util.Objects;

/**
 * A column of a baseline.
 *
 * @param name as in the header
 * @param column the table's name for it; null where the query computes it
 * @param type as the server declares it, or describes it where the query computes it
 */
public record BaselineColumn(String name, String column, String type, Role role) {
    /** What may happen to its cells. */
    public enum Role {
        /** Tells a row from every other; never changed. */
        KEY,
        /** May be edited. */
        DATA,
        /** Carried along; a change of it is an error. */
        READ_ONLY;

        /** As the manifest has it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Role of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public BaselineColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(role);
        if (column == null && role != Role.READ_ONLY) {
            throw new IllegalArgumentException("a computed column that could be put back");
        }
    }

    /** Whether the query computes it, so that the table has no such column. */
    public boolean isComputed() {
        return column == null;
    }
}
