package safecsv.diff;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanLeftOut;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanSource;
import safecsv.spreadsheet.Alarm;

/** A comparison as JSON, one object; docs/round-trip.md has the format. */
public final class DiffJson {
    private final JsonGenerator json;
    private final DiffResult result;

    private DiffJson(JsonGenerator json, DiffResult result) {
        this.json = json;
        this.result = result;
    }

    /** Writes the object and a line feed; the stream is flushed, not closed. */
    public static void write(DiffResult result, OutputStream out) throws IOException {
        JsonGenerator generator = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
        new DiffJson(generator, result).all();
        generator.writeRaw('\n');
        generator.close();
    }

    /** Writes what is wrong with a CSV in the same form. */
    public static void write(String file, BadCsvException bad, OutputStream out) throws IOException {
        JsonGenerator json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
        json.writeStartObject();
        json.writeStringField("file", file);
        json.writeNumberField("problemCount", bad.count());
        json.writeArrayFieldStart("problems");
        for (CsvProblem problem : bad.problems()) {
            json.writeStartObject();
            json.writeNumberField("line", problem.line());
            json.writeStringField("column", problem.column());
            json.writeStringField("message", problem.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    /** Writes what a plan has: the object and a line feed; the stream is flushed, not closed. */
    public static void write(PlanReader plan, OutputStream out) throws IOException {
        PlanHeader header = plan.header();
        JsonGenerator json = new JsonFactory()
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .createGenerator(out);
        json.writeStartObject();
        json.writeStringField("purpose", header.purpose().name().toLowerCase(Locale.ROOT));
        json.writeStringField("table", header.table().qualifiedName());
        json.writeStringField("digest", plan.digest());
        json.writeArrayFieldStart("sources");
        for (PlanSource source : header.sources()) {
            json.writeStartObject();
            json.writeStringField("role", source.role());
            json.writeStringField("file", source.file());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("summary");
        json.writeNumberField("updated", header.counts().updates());
        json.writeNumberField("inserted", header.counts().inserts());
        json.writeNumberField("deleted", header.counts().deletes());
        json.writeNumberField("conflicts", header.counts().conflicts());
        json.writeEndObject();
        DiffJson.leftOut(json, header.leftOut());
        DiffJson writer = new DiffJson(json, null);
        json.writeArrayFieldStart("changes");
        changes(plan, writer, false);
        json.writeEndArray();
        json.writeArrayFieldStart("conflicts");
        changes(plan, writer, true);
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    private static void changes(PlanReader plan, DiffJson writer, boolean conflicts) throws IOException {
        try (PlanChanges changes = plan.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                if (conflicts && change.kind() == PlanChange.Kind.CONFLICT) {
                    writer.recordedConflict(change);
                } else if (!conflicts && change.kind() != PlanChange.Kind.CONFLICT) {
                    writer.change(change);
                }
            }
        }
    }

    private void all() throws IOException {
        json.writeStartObject();
        json.writeStringField("file", result.edited().getFileName().toString());
        json.writeStringField("table", result.table());
        summary(result.summary());
        alarms();
        json.writeArrayFieldStart("changes");
        changes(false);
        json.writeEndArray();
        json.writeArrayFieldStart("conflicts");
        changes(true);
        json.writeEndArray();
        json.writeArrayFieldStart("settled");
        for (SettledConflict settled : result.settled()) {
            json.writeStartObject();
            json.writeStringField("kept", settled.kept());
            conflict(settled.conflict(), settled.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        suspicious();
        json.writeArrayFieldStart("notRows");
        for (NotARow line : result.notRows()) {
            json.writeStartObject();
            json.writeNumberField("line", line.line());
            json.writeStringField("text", line.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("repaired");
        for (RepairedCells cells : result.repaired()) {
            json.writeStartObject();
            json.writeStringField("column", cells.column());
            json.writeStringField("kind", cells.damage());
            json.writeNumberField("cells", cells.cells());
            json.writeEndObject();
        }
        json.writeEndArray();
        leftOut(json, result.leftOut());
        missing();
        json.writeArrayFieldStart("notes");
        for (String note : result.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** What a plan leaves out, as a field of an object. */
    public static void leftOut(JsonGenerator json, PlanLeftOut leftOut) throws IOException {
        json.writeObjectFieldStart("leftOut");
        json.writeArrayFieldStart("suspicious");
        for (PlanLeftOut.SuspiciousCells cells : leftOut.suspicious()) {
            json.writeStartObject();
            json.writeStringField("column", cells.column());
            json.writeStringField("kind", cells.kind());
            json.writeNumberField("cells", cells.cells());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("rows", leftOut.rows());
        json.writeNumberField("newRows", leftOut.newRows());
        json.writeNumberField("rejectedNewRows", leftOut.rejectedNewRows());
        json.writeNumberField("missing", leftOut.missing());
        json.writeNumberField("notRows", leftOut.notRows());
        json.writeEndObject();
    }

    private void missing() throws IOException {
        json.writeArrayFieldStart("missing");
        for (Map<String, String> key : result.missing()) {
            json.writeStartObject();
            key(key);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void alarms() throws IOException {
        json.writeArrayFieldStart("alarms");
        for (Alarm alarm : result.alarms()) {
            json.writeStartObject();
            json.writeStringField("kind", alarm.kind());
            if (alarm.column() != null) {
                json.writeStringField("column", alarm.column());
            }
            json.writeStringField("message", alarm.message());
            json.writeBooleanField("blocking", alarm.blocking());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void summary(DiffSummary summary) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("updated", summary.updated());
        json.writeNumberField("inserted", summary.inserted());
        json.writeNumberField("deleted", summary.deleted());
        json.writeNumberField("missing", summary.missing());
        json.writeNumberField("conflicts", summary.conflicts());
        json.writeNumberField("suspicious", summary.suspicious());
        json.writeNumberField("repaired", summary.repaired());
        json.writeNumberField("reformatted", summary.reformatted());
        json.writeNumberField("unchanged", summary.unchanged());
        json.writeNumberField("already", summary.already());
        json.writeNumberField("settled", summary.settled());
        json.writeEndObject();
    }

    private void suspicious() throws IOException {
        json.writeArrayFieldStart("suspicious");
        for (SuspiciousCell cell : result.suspicious()) {
            json.writeStartObject();
            json.writeNumberField("line", cell.line());
            key(cell.key());
            json.writeStringField("column", cell.column());
            json.writeStringField("kind", cell.damage());
            json.writeStringField("baseline", cell.baseline());
            json.writeStringField("csv", cell.csv());
            if (cell.reason() != null) {
                json.writeStringField("reason", cell.reason());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void changes(boolean conflicts) throws IOException {
        if (result.plan() == null) {
            return;
        }
        int number = 0;
        try (PlanChanges changes = result.plan().changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                boolean isConflict = change.kind() == PlanChange.Kind.CONFLICT;
                if (isConflict && conflicts) {
                    json.writeStartObject();
                    conflict(change, result.reason(number++));
                    json.writeEndObject();
                } else if (!isConflict && !conflicts) {
                    change(change);
                }
            }
        }
    }

    private void change(PlanChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", change.kind().name().toLowerCase(java.util.Locale.ROOT));
        line(change);
        key(change.key());
        json.writeObjectFieldStart("cells");
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            json.writeObjectFieldStart(cell.getKey());
            if (change.kind() != PlanChange.Kind.INSERT) {
                json.writeStringField("old", cell.getValue().before());
            }
            if (change.kind() != PlanChange.Kind.DELETE) {
                json.writeStringField("new", cell.getValue().after());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void conflict(PlanChange change, ConflictReason reason) throws IOException {
        line(change);
        json.writeStringField("reason", reason.text());
        key(change.key());
        json.writeObjectFieldStart("cells");
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            json.writeObjectFieldStart(cell.getKey());
            boolean isNew = reason == ConflictReason.EXISTS || reason == ConflictReason.KEY_TAKEN;
            if (!isNew) {
                json.writeStringField("baseline", cell.getValue().before());
            }
            if (change.line() > 0) {
                json.writeStringField("csv", cell.getValue().after());
            }
            if (reason != ConflictReason.GONE) {
                json.writeStringField("database", cell.getValue().database());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** A conflict of which only the plan is there: why it is one is not in it. */
    private void recordedConflict(PlanChange change) throws IOException {
        json.writeStartObject();
        line(change);
        key(change.key());
        json.writeObjectFieldStart("cells");
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            json.writeObjectFieldStart(cell.getKey());
            json.writeStringField("baseline", cell.getValue().before());
            json.writeStringField("csv", cell.getValue().after());
            json.writeStringField("database", cell.getValue().database());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void line(PlanChange change) throws IOException {
        if (change.line() > 0) {
            json.writeNumberField("line", change.line());
        }
    }

    private void key(Map<String, String> key) throws IOException {
        json.writeObjectFieldStart("key");
        for (Map.Entry<String, String> part : key.entrySet()) {
            json.writeStringField(part.getKey(), part.getValue());
        }
        json.writeEndObject();
    }
}
