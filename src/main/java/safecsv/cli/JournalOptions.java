package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.Locale;
import picocli.CommandLine.Option;
import safecsv.schedule.Journal;
import safecsv.schedule.jobs.ShownTime;

/** How what happens is told. */
final class JournalOptions {
    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "What goes to standard error: lines for people, or JSON lines (default: ${DEFAULT-VALUE}).")
    private Format format;

    Journal journal(PrintWriter messages) {
        return note -> {
            String line = format == Format.json ? json(note) : text(note);
            synchronized (messages) {
                messages.println(line);
            }
        };
    }

    private static String text(Journal.Note note) {
        return ShownTime.seconds(note.at().atZone(ZoneId.systemDefault()))
                + (note.level() == Journal.Level.INFO ? " " : " " + note.level() + " ")
                + (note.job() == null ? "" : note.job() + ": ")
                + note.message();
    }

    private static String json(Journal.Note note) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", note.at().toString());
            json.writeStringField("level", note.level().name().toLowerCase(Locale.ROOT));
            if (note.job() != null) {
                json.writeStringField("job", note.job());
            }
            json.writeStringField("message", note.message());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** The values of {@code --log-format}, as they are written. */
    enum Format {
        text,
        json
    }
}
