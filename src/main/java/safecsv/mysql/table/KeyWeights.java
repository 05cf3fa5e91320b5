package safecsv.mysql.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Expressions by which the server says which keys it takes for the same, though their texts differ: in case, accents,
 * width, blanks at the end.
 */
public final class KeyWeights {
    private KeyWeights() {}

    /**
     * The text's weights in its column's collation, in hexadecimal. Texts that the collation takes for the same have the
     * same ones, but for those of {@link #blank} at the end. Source: MySQL manual, WEIGHT_STRING.
     *
     * @param type with a collation
     */
    public static String of(ColumnType type, String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return "HEX(WEIGHT_STRING(" + KeyLiteral.collated(type, text.substring(0, end)) + "))";
    }

    /** The weights of a blank, which are those of what has no end in a collation with PAD SPACE. */
    public static String blank(ColumnType type) {
        return "HEX(WEIGHT_STRING(" + KeyLiteral.collated(type, " ") + "))";
    }

    /**
     * Whether the server takes two keys for the same: 1 or 0.
     *
     * @param one the canonical texts of the key's columns, none null
     */
    public static String same(List<ColumnType> types, List<String> one, List<String> other) {
        return IntStream.range(0, types.size())
                .mapToObj(part -> KeyLiteral.collated(types.get(part), one.get(part)) + " = "
                        + KeyLiteral.collated(types.get(part), other.get(part)))
                .collect(Collectors.joining(" AND "));
    }
}
