package safecsv.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import safecsv.schedule.jobs.Job.Notice;
import safecsv.schedule.jobs.RunText;

/** Tells a command or a webhook how a run ended. Whatever goes wrong is the answer, never an exception. */
final class Notifier {
    private static final int SHOWN_BYTES = 500;

    private Notifier() {}

    /**
     * Tells it and waits, at most for the notice's timeout.
     *
     * @param facts of the run by the names of {@link RunText#NAMES}
     * @return what went wrong, or empty
     */
    static Optional<String> tell(Notice notice, Map<String, String> facts) {
        try {
            return notice.webhook().isPresent()
                    ? post(notice.webhook().get(), notice.timeout(), facts)
                    : run(notice, facts);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> run(Notice notice, Map<String, String> facts)
            throws IOException, InterruptedException {
        List<String> command =
                notice.command().stream().map(word -> RunText.fill(word, facts)).toList();
        Path output = Files.createTempFile("safecsv-notice", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().remove("MYSQL_PWD");
            facts.forEach((name, value) ->
                    builder.environment().put("SAFECSV_" + name.toUpperCase(Locale.ROOT), value.replace('\0', ' ')));
            Process process = builder.start();
            try (OutputStream input = process.getOutputStream()) {
                input.write(json(facts).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A command that does not read its input is as good as one that does.
            }
            if (!process.waitFor(notice.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.of("the command did not end within " + seconds(notice.timeout()) + " and was ended");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the command ended with code " + process.exitValue() + ": " + beginning(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static String beginning(Path output) throws IOException {
        try (InputStream stream = Files.newInputStream(output)) {
            return new String(stream.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    private static Optional<String> post(Notice.Webhook webhook, Duration timeout, Map<String, String> facts)
            throws IOException, InterruptedException {
        String address = webhook.address().isPresent()
                ? webhook.address().get()
                : Files.readString(webhook.file().orElseThrow()).strip();
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(facts)))
                .build();
        HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
        return response.statusCode() / 100 == 2
                ? Optional.empty()
                : Optional.of("the webhook answered " + response.statusCode());
    }

    /** The facts as one JSON object; numbers are numbers. */
    static String json(Map<String, String> facts) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> fact : facts.entrySet()) {
                if (List.of("rows", "bytes", "attempts").contains(fact.getKey())) {
                    json.writeNumberField(fact.getKey(), Long.parseLong(fact.getValue()));
                } else {
                    json.writeStringField(fact.getKey(), fact.getValue());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
