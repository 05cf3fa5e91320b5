package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import safecsv.Counted;
import safecsv.apply.ApplyPreview;
import safecsv.apply.ApplySummary;
import safecsv.diff.DiffJson;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;

/** What apply and undo print. */
final class ApplyText {
    private ApplyText() {}

    static String preview(ApplyPreview preview) {
        PlanHeader header = preview.header();
        List<String> lines = new ArrayList<>();
        lines.add("%s for %s on MySQL %s: %s."
                .formatted(
                        header.purpose() == PlanHeader.Purpose.UNDO
                                ? "Undo plan (it takes back what an apply did)"
                                : "Plan",
                        header.table().qualifiedName(),
                        preview.server(),
                        counts(header.counts(), "to update", "to insert", "to delete")));
        LeftOutText.of(header).forEach(line -> lines.add("  " + line));
        preview.notes().forEach(note -> lines.add("  " + note));
        return String.join(System.lineSeparator(), lines);
    }

    /** @param plan whose leftovers are told again */
    static String summary(ApplySummary summary, PlanHeader plan) {
        List<String> lines = new ArrayList<>();
        if (summary.done().changes() == 0 && summary.skipped() > 0) {
            lines.add("%s: nothing was changed: %s; %,d already as wanted."
                    .formatted(summary.table(), leftOut(summary), summary.already()));
        } else if (summary.done().changes() == 0) {
            lines.add(
                    summary.already() == 0
                            ? "%s: the plan has no changes; nothing was changed.".formatted(summary.table())
                            : "%s: already applied: %s %s as the plan wants %s; nothing was changed."
                                    .formatted(
                                            summary.table(),
                                            (summary.already() == 1 ? "" : "all ")
                                                    + Counted.of(summary.already(), "row"),
                                            Counted.are(summary.already()),
                                            summary.already() == 1 ? "it" : "them"));
        } else {
            lines.add("%s: %s%s%s in %s s%s."
                    .formatted(
                            summary.table(),
                            counts(summary.done(), "updated", "inserted", "deleted"),
                            summary.already() == 0 ? "" : ", %,d already as wanted".formatted(summary.already()),
                            summary.skipped() == 0 ? "" : ", " + leftOut(summary),
                            String.format(
                                    Locale.ROOT, "%.2f", summary.duration().toMillis() / 1000.0),
                            summary.committed() ? "" : " and rolled back: a dry run, nothing was changed"));
        }
        summary.skippedRows().forEach(row -> lines.add("  Left out: " + row));
        LeftOutText.of(plan).forEach(line -> lines.add("  " + line));
        summary.notes().forEach(note -> lines.add("  " + note));
        summary.rest().ifPresent(rest -> lines.add("The rows that were left out: " + rest));
        summary.undo().ifPresent(undo -> lines.add("To take it back: safecsv undo " + undo));
        return String.join(System.lineSeparator(), lines);
    }

    private static String leftOut(ApplySummary summary) {
        return Counted.of(summary.skipped(), "row") + " left out because somebody changed "
                + (summary.skipped() == 1 ? "it" : "them") + " since";
    }

    static String counts(PlanCounts counts, String updated, String inserted, String deleted) {
        return "%,d %s, %,d %s, %,d %s"
                .formatted(counts.updates(), updated, counts.inserts(), inserted, counts.deletes(), deleted);
    }

    /** One line; the format is in docs/round-trip.md. */
    static String json(ApplySummary summary, PlanHeader plan) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("table", summary.table());
            json.writeBooleanField("committed", summary.committed());
            json.writeNumberField("updated", summary.done().updates());
            json.writeNumberField("inserted", summary.done().inserts());
            json.writeNumberField("deleted", summary.done().deletes());
            json.writeNumberField("already", summary.already());
            json.writeNumberField("skipped", summary.skipped());
            json.writeStringField("rest", summary.rest().map(Object::toString).orElse(null));
            DiffJson.leftOut(json, plan.leftOut());
            json.writeStringField("undo", summary.undo().map(Object::toString).orElse(null));
            json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
            json.writeArrayFieldStart("notes");
            for (String note : summary.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
