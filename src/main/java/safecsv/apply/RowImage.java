package safecsv.apply;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import safecsv.diff.CanonicalText;
import safecsv.mysql.RawValue;

/**
 * A row as it was read: canonical texts in the table's order. A long value of a column that the plan does not name is
 * kept as its digest, so that many rows fit into memory.
 */
record RowImage(List<String> texts, Set<Integer> shortened) {
    private static final int LONG = 1 << 15;

    /** @param whole the places whose values are kept whatever their length */
    static RowImage of(List<RawValue> row, Set<Integer> whole) {
        List<String> texts = new ArrayList<>(row.size());
        Set<Integer> shortened = new HashSet<>();
        for (int place = 0; place < row.size(); place++) {
            String text = CanonicalText.of(row.get(place));
            if (text != null && text.length() > LONG && !whole.contains(place)) {
                text = digest(text);
                shortened.add(place);
            }
            texts.add(text);
        }
        return new RowImage(texts, shortened);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
