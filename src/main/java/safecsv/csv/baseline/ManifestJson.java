package safecsv.csv.baseline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a manifest. By Jackson's streaming core alone: its data binding would take longer to load than to run. */
final class ManifestJson {
    static final String FORMAT = "safecsv-baseline";

    private ManifestJson() {}

    static byte[] write(BaselineManifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", BaselineManifest.VERSION);
            json.writeObjectFieldStart("server");
            json.writeStringField("uuid", manifest.serverUuid());
            json.writeStringField("version", manifest.serverVersion());
            json.writeEndObject();
            json.writeObjectFieldStart("table");
            json.writeStringField("schema", manifest.schema());
            json.writeStringField("name", manifest.table());
            json.writeStringField("fingerprint", manifest.fingerprint());
            json.writeEndObject();
            columns(json, manifest);
            json.writeStringField("query", manifest.query());
            json.writeStringField("dialect", manifest.dialect());
            form(json, manifest.form());
            json.writeStringField("timeZone", manifest.timeZone());
            json.writeStringField("snapshot", manifest.snapshot().toString());
            json.writeNumberField("rows", manifest.rows());
            json.writeNumberField("bytes", manifest.bytes());
            json.writeStringField("sha256", manifest.sha256());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void form(JsonGenerator json, SentForm form) throws IOException {
        json.writeObjectFieldStart("form");
        json.writeStringField("delimiter", String.valueOf(form.delimiter()));
        json.writeStringField("null", form.nullText());
        json.writeBooleanField("mark", form.mark());
        json.writeStringField("charset", form.charset());
        json.writeEndObject();
    }

    private static SentForm form(Fields all) {
        if (all.value("form") == null) {
            return SentForm.of(all.text("dialect"));
        }
        Fields form = new Fields(all.value("form"));
        return new SentForm(
                form.text("delimiter").charAt(0),
                form.text("null"),
                Boolean.parseBoolean(form.text("mark")),
                form.text("charset"));
    }

    private static void columns(JsonGenerator json, BaselineManifest manifest) throws IOException {
        json.writeArrayFieldStart("columns");
        for (BaselineColumn column : manifest.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("column", column.column());
            json.writeStringField("type", column.type());
            json.writeStringField("role", column.role().text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("key");
        for (String name : manifest.key()) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    /** @throws IOException where it is no manifest of a version that this program knows; the message says why */
    static BaselineManifest read(byte[] bytes) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            json.nextToken();
            Fields all = new Fields(value(json));
            if (!FORMAT.equals(all.text("format"))) {
                throw new IOException("its manifest is of another program");
            }
            if (all.number("version") != BaselineManifest.VERSION) {
                throw new IOException("its format is version " + all.number("version") + ", and this safecsv knows "
                        + BaselineManifest.VERSION);
            }
            return manifest(all);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("its manifest is incomplete", e);
        }
    }

    private static BaselineManifest manifest(Fields all) {
        List<BaselineColumn> columns = new ArrayList<>();
        for (Object column : all.list("columns")) {
            Fields fields = new Fields(column);
            // Manifests of before queries could compute columns do not have it.
            String name = fields.text("name");
            columns.add(new BaselineColumn(
                    name,
                    fields.has("column") ? fields.text("column") : name,
                    fields.text("type"),
                    BaselineColumn.Role.of(fields.text("role"))));
        }
        Fields table = new Fields(all.value("table"));
        Fields server = new Fields(all.value("server"));
        return new BaselineManifest(
                server.text("uuid"),
                server.text("version"),
                table.text("schema"),
                table.text("name"),
                table.text("fingerprint"),
                columns,
                all.list("key").stream().map(String.class::cast).toList(),
                all.text("query"),
                all.text("dialect"),
                form(all),
                all.text("timeZone"),
                Instant.parse(all.text("snapshot")),
                all.number("rows"),
                all.number("bytes"),
                all.text("sha256"));
    }

    private static Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, value(json));
            }
            return fields;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(json));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        return token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    /** An object's fields; what is not there or of another type is an exception. */
    private record Fields(Map<?, ?> fields) {
        Fields(Object value) {
            this((Map<?, ?>) value);
        }

        boolean has(String name) {
            return fields.containsKey(name);
        }

        Object value(String name) {
            return fields.get(name);
        }

        String text(String name) {
            return (String) fields.get(name);
        }

        long number(String name) {
            return (Long) fields.get(name);
        }

        List<?> list(String name) {
            return (List<?>) fields.get(name);
        }
    }
}
