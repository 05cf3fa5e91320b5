package safecsv.diff.plan;

import java.util.Objects;

/**
 * A column that a plan's changes may name.
 *
 * @param type as the server declares it ({@code COLUMN_TYPE} of information_schema)
 * @param characterSet null where the type has none
 * @param collation null where the type has none
 */
public record PlanColumn(String name, String type, String characterSet, String collation, Role role) {
    /** Refuses null where it is not allowed. */
    public PlanColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(role);
    }

    /** What a plan may do with a column. */
    public enum Role {
        /** Finds the row; never changed. */
        KEY,
        /** May be changed. */
        DATA,
        /** Only looked at: generated columns, and those that an export carries along. */
        READ_ONLY
    }
}
