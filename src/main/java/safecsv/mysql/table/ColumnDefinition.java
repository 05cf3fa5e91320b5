package safecsv.mysql.table;

import java.util.Objects;

/**
 * A column as the server declares it.
 *
 * @param nullable whether it can hold NULL
 * @param generated whether the server computes it; it can't be written then
 * @param invisible whether {@code SELECT *} leaves it out
 * @param autoIncrement whether the server gives it the next number when a row is inserted without one
 * @param onUpdate whether the server sets it to the current time whenever another column of the row changes
 * @param defaulted whether a row can be inserted without a value for it
 */
public record ColumnDefinition(
        String name,
        ColumnType type,
        boolean nullable,
        boolean generated,
        boolean invisible,
        boolean autoIncrement,
        boolean onUpdate,
        boolean defaulted) {
    public ColumnDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
