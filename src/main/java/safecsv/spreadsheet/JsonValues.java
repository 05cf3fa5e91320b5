package safecsv.spreadsheet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Comparator;

/** JSON documents by value. */
final class JsonValues {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Comparator<JsonNode> BY_VALUE = JsonValues::compareScalars;

    private JsonValues() {}

    static NewValue of(String text) {
        try {
            JsonNode document = MAPPER.readTree(text);
            return document.isMissingNode()
                    ? NewValue.invalid("needs a JSON document, not nothing")
                    : NewValue.of(text);
        } catch (JsonProcessingException broken) {
            return NewValue.invalid("needs valid JSON: " + broken.getOriginalMessage());
        }
    }

    /** Whether both are JSON and hold the same; the order of an object's members does not matter. */
    static boolean equal(String left, String right) {
        try {
            return MAPPER.readTree(left).equals(BY_VALUE, MAPPER.readTree(right));
        } catch (JsonProcessingException broken) {
            return false;
        }
    }

    /** Jackson asks this only of scalars that are not equal as they stand. */
    private static int compareScalars(JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    }
}
