package safecsv.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Objects;
import safecsv.mysql.table.ColumnDefinition;

/**
 * Whether a column holds what a plan wants. A plan has each value as the server writes it; but where a person typed
 * {@code 1.5} for a DECIMAL(10,2) or spaced a JSON document otherwise, the server's own text for the same value is no
 * broken promise.
 */
final class Promise {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Promise() {}

    /** @param wanted what the plan has
     *  @param found what the table holds */
    static boolean kept(ColumnDefinition column, String wanted, String found) {
        if (Objects.equals(wanted, found)) {
            return true;
        }
        if (wanted == null || found == null) {
            return false;
        }
        return switch (column.type().kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT, YEAR ->
                sameNumber(wanted, found);
            case JSON -> sameDocument(wanted, found);
            default -> false;
        };
    }

    private static boolean sameNumber(String wanted, String found) {
        try {
            return new BigDecimal(wanted).compareTo(new BigDecimal(found)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean sameDocument(String wanted, String found) {
        try {
            return JSON.readTree(wanted).equals(JSON.readTree(found));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
