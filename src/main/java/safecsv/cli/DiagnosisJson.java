package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import safecsv.doctor.Diagnosis;
import safecsv.doctor.Finding;
import safecsv.doctor.Readiness;

/** A diagnosis for programs: one line; the format is in docs/doctor.md. */
final class DiagnosisJson {
    private DiagnosisJson() {}

    static String of(Diagnosis diagnosis) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("exitCode", diagnosis.exitCode().code());
            json.writeArrayFieldStart("findings");
            for (Finding finding : diagnosis.findings()) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("purposes");
            for (Readiness readiness : diagnosis.purposes()) {
                readiness(json, readiness);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text + "\n";
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("topic", finding.topic());
        json.writeStringField("mark", lower(finding.mark()));
        json.writeStringField("text", finding.text());
        json.writeStringField("advice", finding.advice().orElse(null));
        json.writeEndObject();
    }

    private static void readiness(JsonGenerator json, Readiness readiness) throws IOException {
        json.writeStartObject();
        json.writeStringField("purpose", lower(readiness.purpose()));
        json.writeStringField("state", lower(readiness.state()));
        strings(json, "grants", readiness.grants());
        strings(json, "missing", readiness.missing());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
