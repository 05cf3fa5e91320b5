package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** The lines of a plan, read. Whatever is not as {@link PlanJson} writes it is an error: a plan is not written by hand. */
final class PlanParser {
    private PlanParser() {}

    /** Reads the header, whose start is the next token. */
    static PlanHeader header(JsonParser json, Path path) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT || !"safecsv-plan".equals(json.nextFieldName())) {
            throw new JsonParseException(json, "no header");
        }
        int version = json.nextIntValue(-1);
        if (version < 1 || version > PlanHeader.VERSION) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the plan %s has format version %s, and this safecsv knows versions up to %d. Nothing was changed. Use the safecsv that made it, or make it again."
                            .formatted(path, json.getText(), PlanHeader.VERSION));
        }
        return new HeaderParser(json).rest(version);
    }

    /** Reads a change, whose start is the current token. */
    static PlanChange change(JsonParser json) throws IOException {
        require(json, json.currentToken(), JsonToken.START_OBJECT);
        PlanChange.Kind kind = enumValue(json, PlanChange.Kind.class, stringField(json, "kind"));
        field(json, "line");
        long line = count(json);
        field(json, "key");
        require(json, json.nextToken(), JsonToken.START_OBJECT);
        Map<String, String> key = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            put(json, key, name, nullableText(json, json.nextToken()));
        }
        field(json, "cells");
        require(json, json.nextToken(), JsonToken.START_OBJECT);
        Map<String, PlanCell> cells = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            put(json, cells, name, cell(json, kind));
        }
        JsonToken next = json.nextToken();
        String last = null;
        if (next == JsonToken.FIELD_NAME && kind == PlanChange.Kind.INSERT && "last".equals(json.currentName())) {
            require(json, json.nextToken(), JsonToken.VALUE_STRING);
            last = json.getText();
            next = json.nextToken();
        }
        require(json, next, JsonToken.END_OBJECT);
        return new PlanChange(kind, line, key, cells, last);
    }

    private static PlanCell cell(JsonParser json, PlanChange.Kind kind) throws IOException {
        require(json, json.nextToken(), JsonToken.START_OBJECT);
        PlanCell cell = switch (kind) {
            case UPDATE -> PlanCell.changed(value(json, "old"), value(json, "new"));
            case INSERT -> PlanCell.inserted(value(json, "new"));
            case DELETE -> PlanCell.deleted(value(json, "old"));
            case CONFLICT -> PlanCell.conflict(value(json, "baseline"), value(json, "csv"), value(json, "database"));
        };
        JsonToken next = json.nextToken();
        boolean own = next == JsonToken.FIELD_NAME && kind != PlanChange.Kind.CONFLICT;
        if (own) {
            if (!"own".equals(json.currentName())) {
                throw new JsonParseException(json, "'own' expected");
            }
            require(json, json.nextToken(), JsonToken.VALUE_TRUE);
            next = json.nextToken();
        }
        require(json, next, JsonToken.END_OBJECT);
        return cell.own(own);
    }

    private static <V> void put(JsonParser json, Map<String, V> map, String name, V value) throws IOException {
        if (map.containsKey(name)) {
            throw new JsonParseException(json, "'" + name + "' twice");
        }
        map.put(name, value);
    }

    /** The value of the next field, which has this name: a string, or null. */
    static String value(JsonParser json, String name) throws IOException {
        field(json, name);
        return nullableText(json, json.nextToken());
    }

    private static String nullableText(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        require(json, token, JsonToken.VALUE_STRING);
        String text = json.getText();
        // Half of a character would be sent to the server as a question mark.
        if (hasHalfCharacter(text)) {
            throw new JsonParseException(json, "a text with half of a character");
        }
        return text;
    }

    private static boolean hasHalfCharacter(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                int next = text.codePointAt(at);
                if (!Character.isSupplementaryCodePoint(next)) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    static String stringField(JsonParser json, String name) throws IOException {
        String value = value(json, name);
        if (value == null) {
            throw new JsonParseException(json, "'" + name + "' is null");
        }
        return value;
    }

    /** The value of the next token: a whole number, zero or more. */
    static long count(JsonParser json) throws IOException {
        require(json, json.nextToken(), JsonToken.VALUE_NUMBER_INT);
        long count = json.getLongValue();
        if (count < 0) {
            throw new JsonParseException(json, count + " is no count");
        }
        return count;
    }

    static void field(JsonParser json, String name) throws IOException {
        if (!name.equals(json.nextFieldName())) {
            throw new JsonParseException(json, "'" + name + "' expected");
        }
    }

    static void require(JsonParser json, JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new JsonParseException(json, wanted + " expected, not " + found);
        }
    }

    static <E extends Enum<E>> E enumValue(JsonParser json, Class<E> type, String text) throws IOException {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw new JsonParseException(json, "'" + text + "' is not known here");
    }

    static SafecsvException malformed(Path path, JsonProcessingException cause) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: the plan %s is not written as plans are, in line %d: %s. Nothing was changed. Make it again with safecsv diff."
                        .formatted(path, cause.getLocation().getLineNr(), cause.getOriginalMessage()),
                cause);
    }
}
