package safecsv.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which fields a comparison's JSON has, and of which kind they are, without its values: one line each, such as
 * {@code changes(update).line: number}. Items that say their kind or reason are told apart by it, and conflicts with and
 * without a line.
 */
final class JsonShape {
    /** Their fields are the table's columns. */
    private static final Set<String> BY_COLUMN = Set.of("key", "cells");

    private JsonShape() {}

    /** The lines, sorted. */
    static Set<String> of(JsonNode object) {
        Set<String> shape = new TreeSet<>();
        object.properties().forEach(field -> add(field.getKey(), field.getValue(), shape));
        return shape;
    }

    private static void add(String path, JsonNode value, Set<String> shape) {
        if (value.isArray()) {
            shape.add(path + ": list");
            value.forEach(item -> add(path + variant(path, item), item, shape));
        } else if (value.isObject()) {
            String last = path.substring(path.lastIndexOf('.') + 1);
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                add(path + "." + (BY_COLUMN.contains(last) ? "*" : field.getKey()), field.getValue(), shape);
            }
        } else {
            shape.add(path + ": " + kind(path, value));
        }
    }

    private static String variant(String path, JsonNode item) {
        return switch (path) {
            case "changes" -> "(" + item.get("kind").asText() + ")";
            case "conflicts" -> "(" + item.get("reason").asText() + (item.has("line") ? "" : ", no line") + ")";
            default -> "";
        };
    }

    /** A value of the table may be NULL, which is told nowhere else. */
    private static String kind(String path, JsonNode value) {
        boolean ofTable = path.contains(".cells.") || path.contains(".key.");
        if (value.isTextual() || (ofTable && value.isNull())) {
            return "text";
        }
        return value.isIntegralNumber() ? "number" : value.getNodeType().name();
    }

    /** All names of fields, and texts that may be names of kinds. */
    static void words(JsonNode value, Set<String> words) {
        if (value.isTextual()) {
            words.add(value.asText());
        }
        value.properties().forEach(field -> words.add(field.getKey()));
        value.forEach(child -> words(child, words));
    }
}
