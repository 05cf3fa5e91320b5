package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import safecsv.export.ExportSummary;

/** An export's summary for people and for programs. */
final class SummaryText {
    private SummaryText() {}

    /** Two lines. */
    static String forPeople(ExportSummary summary) {
        return "%s: %,d %s, %s in %s s (%s/s), snapshot %s%nSHA-256 %s"
                .formatted(
                        summary.target(),
                        summary.rows(),
                        summary.rows() == 1 ? "row" : "rows",
                        size(summary.bytes()),
                        seconds(summary.duration()),
                        size(perSecond(summary.bytes(), summary.duration())),
                        DateTimeFormatter.ISO_INSTANT.format(summary.snapshot()),
                        summary.sha256());
    }

    /** One line; the format is in docs/csv-format.md. */
    static String json(ExportSummary summary) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("target", summary.target());
            json.writeNumberField("rows", summary.rows());
            json.writeNumberField("bytes", summary.bytes());
            json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
            json.writeStringField("sha256", summary.sha256());
            json.writeStringField("snapshot", DateTimeFormatter.ISO_INSTANT.format(summary.snapshot()));
            json.writeArrayFieldStart("warnings");
            for (String warning : summary.warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** Decimal units, as disks and networks are sold. */
    static String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    static long perSecond(long count, Duration duration) {
        return Math.round(count / Math.max(0.001, duration.toMillis() / 1000.0));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }
}
