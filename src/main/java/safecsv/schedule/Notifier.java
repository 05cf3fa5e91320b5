package safecsv.schedule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import safecsv.csv.IoReason;
import safecsv.schedule.jobs.Job.Notice;
import safecsv.schedule.jobs.RunText;
import safecsv.schedule.jobs.WebAddress;

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
        } catch (HttpTimeoutException e) {
            return Optional.of("the webhook did not answer within " + seconds(notice.timeout()));
        } catch (ConnectException e) {
            return Optional.of("the webhook's server can't be reached");
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        } catch (IllegalArgumentException e) {
            return Optional.of("the webhook's address can't be used");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> run(Notice notice, Map<String, String> facts)
            throws IOException, InterruptedException {
        List<String> command =
                notice.command().stream().map(word -> RunText.fill(word, facts)).toList();
        Optional<Path> output = placeForOutput();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(notice.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.map(path -> ProcessBuilder.Redirect.to(path.toFile()))
                            .orElse(ProcessBuilder.Redirect.DISCARD));
            builder.environment().remove("MYSQL_PWD");
            facts.forEach((name, value) ->
                    builder.environment().put("SAFECSV_" + name.toUpperCase(Locale.ROOT), value.replace('\0', ' ')));
            Process process = builder.start();
            return ended(process, notice, facts, output);
        } finally {
            if (output.isPresent()) {
                Files.deleteIfExists(output.get());
            }
        }
    }

    /** Empty where the disk is full, which is nothing to keep silent about. */
    private static Optional<Path> placeForOutput() {
        try {
            return Optional.of(Files.createTempFile("safecsv-notice", ".txt"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ended(
            Process process, Notice notice, Map<String, String> facts, Optional<Path> output)
            throws IOException, InterruptedException {
        try {
            try (OutputStream input = process.getOutputStream()) {
                input.write(json(facts).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A command that does not read its input is as good as one that does.
            }
            if (!process.waitFor(notice.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                return Optional.of("the command did not end within " + seconds(notice.timeout()) + " and was ended");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("the command ended with code " + process.exitValue() + ": " + beginning(output));
        } catch (InterruptedException e) {
            end(process);
            throw e;
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String beginning(Optional<Path> output) throws IOException {
        if (output.isEmpty()) {
            return "";
        }
        try (InputStream stream = Files.newInputStream(output.get())) {
            return new String(stream.readNBytes(SHOWN_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    private static Optional<String> post(Notice.Webhook webhook, Duration timeout, Map<String, String> facts)
            throws IOException, InterruptedException {
        Optional<URI> address = address(webhook);
        if (address.isEmpty()) {
            // Without the text, which is a secret.
            return Optional.of("what %s holds is no web address (https://…)"
                    .formatted(webhook.file().orElseThrow()));
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address.get())
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(facts)))
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        // The timeout ends with the header; a body that never ends would hold the job up for ever.
        response.body().close();
        return response.statusCode() / 100 == 2
                ? Optional.empty()
                : Optional.of("the webhook answered " + response.statusCode());
    }

    private static Optional<URI> address(Notice.Webhook webhook) throws IOException {
        if (webhook.address().isPresent()) {
            return Optional.of(URI.create(webhook.address().get()));
        }
        Path file = webhook.file().orElseThrow();
        try {
            return WebAddress.parse(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IOException("the address can't be read from %s: %s".formatted(file, IoReason.of(e)), e);
        }
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
