package safecsv.mysql.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How one table is read in pieces: everything that whoever reads them must know, and nothing of connections. A plain
 * value, which can be carried anywhere. Each row that is wanted belongs to exactly one piece, and the pieces are in the
 * key's order; they are of one moment if they are read from one snapshot.
 *
 * @param server the uuid of the server that the plan was made on
 * @param table the quoted name
 * @param fingerprint of the table's definition
 * @param selectList expressions, as they stand after SELECT
 * @param where a condition that is put in parentheses, or null
 * @param key what the rows are ordered by
 * @param ranges one for each piece, at least one
 */
public record ChunkPlan(
        String server,
        String table,
        String fingerprint,
        String selectList,
        String where,
        PrimaryKey key,
        List<KeyRange> ranges) {
    public ChunkPlan {
        Objects.requireNonNull(server);
        Objects.requireNonNull(table);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(selectList);
        Objects.requireNonNull(key);
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a plan has chunks");
        }
    }

    /** How many pieces there are. */
    public int size() {
        return ranges.size();
    }

    /** The query of one piece, from 0. */
    public String sql(int chunk) {
        List<String> conditions = new ArrayList<>();
        if (where != null) {
            // The line break keeps a comment at the end of the condition from swallowing the parenthesis.
            conditions.add("(" + where + "\n)");
        }
        String range = key.condition(ranges.get(chunk));
        if (!range.isEmpty()) {
            conditions.add(range);
        }
        // Another index would have the rows sorted, piece by piece.
        return "SELECT " + selectList + " FROM " + table + " FORCE INDEX (PRIMARY)"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY "
                + key.order(table);
    }
}
