package safecsv.csv.baseline;

import java.util.Locale;
import java.util.Objects;

/**
 * A column of a baseline.
 *
 * @param name as in the header
 * @param type as the server declares it; null for an expression
 */
public record BaselineColumn(String name, String type, Role role) {
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
        Objects.requireNonNull(role);
    }
}
