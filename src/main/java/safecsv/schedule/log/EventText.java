package safecsv.schedule.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/** An event as a line of JSON, and back. */
final class EventText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private EventText() {}

    /** One line without its end. */
    static String of(RunEvent event) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", event.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("at", event.at().toString());
            write(json, "due", event.due());
            if (event.attempt() > 0) {
                json.writeNumberField("attempt", event.attempt());
            }
            if (event.file() != null) {
                file(json, event.file());
            }
            write(json, "watermark", event.watermark());
            write(json, "retryAt", event.retryAt());
            write(json, "message", event.message());
            if (event.count() != 0) {
                json.writeNumberField("count", event.count());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void file(JsonGenerator json, PublishedFile file) throws IOException {
        json.writeObjectFieldStart("file");
        json.writeStringField("path", file.path().toString());
        write(json, "staged", file.staged());
        json.writeStringField("sha256", file.sha256());
        json.writeNumberField("bytes", file.bytes());
        json.writeNumberField("rows", file.rows());
        json.writeStringField("due", file.due().toString());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    /** @throws IllegalArgumentException where the line is no event */
    static RunEvent parse(String line) {
        try {
            JsonNode json = MAPPER.readTree(line);
            if (json == null || !json.isObject() || !json.hasNonNull("event")) {
                throw new IllegalArgumentException("not an event");
            }
            return new RunEvent(
                    RunEvent.Kind.valueOf(json.get("event").asText().toUpperCase(Locale.ROOT)),
                    Instant.parse(json.path("at").asText()),
                    instant(json, "due"),
                    json.path("attempt").asInt(0),
                    file(json.get("file")),
                    text(json, "watermark"),
                    instant(json, "retryAt"),
                    text(json, "message"),
                    json.path("count").asLong(0));
        } catch (IOException | DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static PublishedFile file(JsonNode json) {
        if (json == null) {
            return null;
        }
        String staged = text(json, "staged");
        return new PublishedFile(
                Path.of(json.get("path").asText()),
                staged == null ? null : Path.of(staged),
                json.get("sha256").asText(),
                json.get("bytes").asLong(),
                json.get("rows").asLong(),
                Instant.parse(json.get("due").asText()));
    }

    private static String text(JsonNode json, String name) {
        return json.hasNonNull(name) ? json.get(name).asText() : null;
    }

    private static Instant instant(JsonNode json, String name) {
        return json.hasNonNull(name) ? Instant.parse(json.get(name).asText()) : null;
    }
}
