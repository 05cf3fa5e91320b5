package safecsv.diff.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One row's change. Values are text as {@code export --dialect standard} writes it, without its quotes; null is NULL.
 *
 * @param line where the CSV has the row, counted from 1; 0 where it has none (a delete, an undo)
 * @param key the whole key in its order; an auto-increment key that the server is to give is null
 * @param cells by column; never the key's
 * @param last of a new row whose key the server is to give: the highest number that the table had when the plan was made; null
 *     where it had none, and everywhere else
 */
public record PlanChange(Kind kind, long line, Map<String, String> key, Map<String, PlanCell> cells, String last) {
    /** A change for which no number is to be known. */
    public PlanChange(Kind kind, long line, Map<String, String> key, Map<String, PlanCell> cells) {
        this(kind, line, key, cells, null);
    }

    /** The same new row, in a table whose highest number is {@code number}. */
    public PlanChange after(String number) {
        return new PlanChange(kind, line, key, cells, number);
    }

    /** Copies the maps, keeping their order. */
    public PlanChange {
        Objects.requireNonNull(kind);
        key = Collections.unmodifiableMap(new LinkedHashMap<>(key));
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    /** What is to happen to the row, and which values of its {@link PlanCell}s count. */
    public enum Kind {
        /** Some cells change: old and new of each. */
        UPDATE,
        /** The row comes into being: new of each. Columns that are not named get their default. */
        INSERT,
        /** The row goes: old of each cell that was seen. */
        DELETE,
        /**
         * The CSV and the database both changed it: kept for the record and never applied. Cells have all three values; a
         * row that is gone from the database, or new in both, has none for what is not there.
         */
        CONFLICT;

        /** As the plan has it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
