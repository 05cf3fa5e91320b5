package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.csv.ByteSize;
import safecsv.csv.WrittenPart;
import safecsv.export.ExportSummary;
import safecsv.export.SeveralSummary;
import safecsv.export.pace.PaceSummary;

/** An export's summary for people and for programs. */
final class SummaryText {
    private SummaryText() {}

    /** One line, and one for each file. */
    static String forPeople(ExportSummary summary) {
        return "%s: %s, %s in %s s (%s/s), snapshot %s of %s%n%s%s"
                .formatted(
                        summary.target(),
                        Counted.of(summary.rows(), "row"),
                        sizes(summary),
                        seconds(summary.duration()),
                        ByteSize.text(perSecond(summary.textBytes() - summary.earlierBytes(), summary.duration())),
                        DateTimeFormatter.ISO_INSTANT.format(summary.snapshot()),
                        summary.server(),
                        pace(summary.pace()),
                        summary.parts().stream()
                                .map(part -> "SHA-256 " + part.sha256() + partName(summary, part))
                                .collect(Collectors.joining(System.lineSeparator())));
    }

    /** The lines of each, and one for all. */
    static String forPeople(SeveralSummary summary) {
        return summary.exports().stream()
                        .map(SummaryText::forPeople)
                        .collect(Collectors.joining(System.lineSeparator()))
                + "%n%s%s: %s of one snapshot, %s, %s in %s s"
                        .formatted(
                                pace(summary.pace()),
                                summary.directory(),
                                Counted.of(summary.exports().size(), "export"),
                                Counted.of(summary.rows(), "row"),
                                ByteSize.text(summary.bytes()),
                                seconds(summary.duration()));
    }

    private static String pace(PaceSummary pace) {
        return pace.reasons().isEmpty()
                ? ""
                : "Waited %s s for the server: %s%n"
                        .formatted(seconds(pace.waited()), String.join(", ", pace.reasons()));
    }

    private static String sizes(ExportSummary summary) {
        return summary.bytes() == summary.textBytes()
                ? ByteSize.text(summary.bytes())
                : ByteSize.text(summary.textBytes()) + " as " + ByteSize.text(summary.bytes());
    }

    private static String partName(ExportSummary summary, WrittenPart part) {
        return part.name().equals(summary.target()) ? "" : "  " + part.name();
    }

    /** One line; the format is in docs/csv-format.md. */
    static String json(ExportSummary summary) {
        return write(json -> write(json, summary));
    }

    /** One line; the format is in docs/parallel.md. */
    static String json(SeveralSummary summary) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("target", summary.directory());
            json.writeStringField("server", summary.server());
            json.writeNumberField("rows", summary.rows());
            json.writeNumberField("bytes", summary.bytes());
            json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
            json.writeStringField("snapshot", DateTimeFormatter.ISO_INSTANT.format(summary.snapshot()));
            json.writeArrayFieldStart("exports");
            for (ExportSummary export : summary.exports()) {
                write(json, export);
            }
            json.writeEndArray();
            pace(json, summary.pace());
            strings(json, "warnings", summary.warnings());
            json.writeEndObject();
        });
    }

    private interface JsonWriting {
        void to(JsonGenerator json) throws IOException;
    }

    private static String write(JsonWriting writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, ExportSummary summary) throws IOException {
        json.writeStartObject();
        json.writeStringField("target", summary.target());
        json.writeStringField("server", summary.server());
        json.writeNumberField("rows", summary.rows());
        json.writeNumberField("bytes", summary.bytes());
        json.writeNumberField("textBytes", summary.textBytes());
        json.writeNumberField("earlierBytes", summary.earlierBytes());
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        parts(json, summary.parts());
        json.writeStringField("snapshot", DateTimeFormatter.ISO_INSTANT.format(summary.snapshot()));
        pace(json, summary.pace());
        strings(json, "warnings", summary.warnings());
        json.writeEndObject();
    }

    private static void pace(JsonGenerator json, PaceSummary pace) throws IOException {
        json.writeObjectFieldStart("pace");
        json.writeNumberField("waited_seconds", pace.waited().toMillis() / 1000.0);
        strings(json, "reasons", pace.reasons());
        strings(json, "unwatched", pace.unwatched());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void parts(JsonGenerator json, List<WrittenPart> parts) throws IOException {
        json.writeStringField("sha256", parts.size() == 1 ? parts.get(0).sha256() : null);
        json.writeArrayFieldStart("files");
        for (WrittenPart part : parts) {
            json.writeStartObject();
            json.writeStringField("file", part.name());
            json.writeNumberField("rows", part.rows());
            json.writeNumberField("bytes", part.bytes());
            json.writeNumberField("textBytes", part.textBytes());
            json.writeStringField("sha256", part.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static long perSecond(long count, Duration duration) {
        return Math.round(count / Math.max(0.001, duration.toMillis() / 1000.0));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }
}
