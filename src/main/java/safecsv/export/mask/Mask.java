package safecsv.export.mask;

/**
 * One column and what its values become.
 *
 * @param column a result column's name, compared without regard to case
 */
public record Mask(String column, MaskKind kind) {
    boolean isOf(String name) {
        return column.equalsIgnoreCase(name);
    }

    /** As it can be given. */
    @Override
    public String toString() {
        return column + "=" + kind;
    }
}
