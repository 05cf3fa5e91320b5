package safecsv.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import safecsv.Counted;
import safecsv.csv.ByteSize;
import safecsv.schedule.JobStatus;
import safecsv.schedule.jobs.ShownTime;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;

/** How jobs stand, for people and for programs. */
final class StatusText {
    private StatusText() {}

    /** A few lines about a job, the first with its name. */
    static String forPeople(JobStatus status, boolean everyFile) {
        List<String> lines = new ArrayList<>();
        lines.add(status.job().name() + ": "
                + status.condition().name().toLowerCase(Locale.ROOT)
                + status.late()
                        .map(since -> ", LATE since " + time(status, since))
                        .orElse(""));
        status.problem().ifPresent(problem -> lines.add("  " + problem));
        status.failedNotice().ifPresent(problem -> lines.add("  the last notice could not be given: " + problem));
        status.pendingFailure()
                .ifPresent(failure -> lines.add("  attempt %d at %s failed; again at %s: %s"
                        .formatted(
                                failure.attempt(),
                                time(status, failure.due()),
                                time(status, failure.retryAt()),
                                failure.message())));
        status.lastEnd()
                .filter(end -> end.kind() == RunEvent.Kind.FAILED)
                .ifPresent(end -> lines.add("  the run of %s failed after %s (%s in a row): %s"
                        .formatted(
                                time(status, end.due()),
                                Counted.of(end.attempt(), "attempt"),
                                Counted.of(status.failedRuns(), "run"),
                                end.message())));
        status.lastEnd()
                .filter(end -> end.kind() == RunEvent.Kind.ELSEWHERE)
                .ifPresent(end ->
                        lines.add("  the run of %s was done by another host".formatted(time(status, end.due()))));
        status.lastSkipped()
                .ifPresent(skipped -> lines.add("  %s until %s left out (%s)"
                        .formatted(
                                Counted.of(skipped.count(), "due time"),
                                time(status, skipped.due()),
                                skipped.message())));
        status.lastSuccess()
                .ifPresent(event -> lines.add("  last file %s, due %s, %.1f s%n    %s"
                        .formatted(
                                time(status, event.at()),
                                time(status, event.due()),
                                event.count() / 1000.0,
                                file(event.file()))));
        status.next().ifPresent(due -> lines.add("  next run  " + time(status, due)));
        if (everyFile) {
            lines.add("  files kept:");
            status.files().forEach(kept -> lines.add("    " + file(kept)));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String file(PublishedFile file) {
        return "%s  %s, %s, SHA-256 %s"
                .formatted(file.path(), Counted.of(file.rows(), "row"), ByteSize.text(file.bytes()), file.sha256());
    }

    private static String time(JobStatus status, Instant moment) {
        return ShownTime.seconds(status.job().scheduled(moment));
    }

    /** One object; the format is in docs/scheduling.md. */
    static String json(List<JobStatus> statuses) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (JobStatus status : statuses) {
                write(json, status);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, JobStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("job", status.job().name());
        json.writeStringField("condition", status.condition().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("late", status.late().isPresent());
        json.writeBooleanField("needsAttention", status.needsAttention());
        json.writeNumberField("failedRuns", status.failedRuns());
        if (status.problem().isPresent()) {
            json.writeStringField("problem", status.problem().get());
        }
        if (status.failedNotice().isPresent()) {
            json.writeStringField("failedNotice", status.failedNotice().get());
        }
        if (status.next().isPresent()) {
            json.writeStringField("next", status.next().get().toString());
        }
        if (status.watermark().isPresent()) {
            json.writeStringField("watermark", status.watermark().get());
        }
        if (status.pendingFailure().isPresent()) {
            event(json, "retrying", status.pendingFailure().get());
        }
        if (status.lastSkipped().isPresent()) {
            RunEvent skipped = status.lastSkipped().get();
            json.writeObjectFieldStart("skipped");
            json.writeNumberField("count", skipped.count());
            json.writeStringField("until", skipped.due().toString());
            json.writeStringField("message", skipped.message());
            json.writeEndObject();
        }
        if (status.lastEnd().isPresent()) {
            event(json, "lastRun", status.lastEnd().get());
        }
        if (status.lastSuccess().isPresent()) {
            event(json, "lastSuccess", status.lastSuccess().get());
        }
        json.writeArrayFieldStart("files");
        for (PublishedFile file : status.files()) {
            json.writeStartObject();
            file(json, file);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void event(JsonGenerator json, String name, RunEvent event) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("result", event.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("due", event.due().toString());
        json.writeStringField("at", event.at().toString());
        json.writeNumberField("attempt", event.attempt());
        if (event.retryAt() != null) {
            json.writeStringField("retryAt", event.retryAt().toString());
        }
        if (event.message() != null) {
            json.writeStringField("message", event.message());
        }
        if (event.kind() == RunEvent.Kind.SUCCEEDED) {
            json.writeNumberField("seconds", event.count() / 1000.0);
            file(json, event.file());
        }
        json.writeEndObject();
    }

    private static void file(JsonGenerator json, PublishedFile file) throws IOException {
        json.writeStringField("file", file.path().toString());
        json.writeNumberField("rows", file.rows());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("sha256", file.sha256());
    }
}
