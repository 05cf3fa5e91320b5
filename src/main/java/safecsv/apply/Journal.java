package safecsv.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/**
 * How far an apply in batches has come: a file beside the plan, to which lines are only added, each on the disk before the
 * work goes on. A line that a crash has cut off counts as not written. Not thread-safe.
 *
 * <p>Every method throws {@link SafecsvException} with code 5 where the disk fails.
 */
final class Journal implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final SyncedLines file;
    private int batch;
    private long through;
    private long pendingThrough = -1;
    private boolean merged;

    private Journal(Path path, SyncedLines file) {
        this.path = path;
        this.file = file;
    }

    /** Where the journal of a plan is. */
    static Path beside(Path plan) {
        String name = plan.getFileName().toString();
        String stem = name.endsWith(".jsonl") ? name.substring(0, name.length() - 6) : name;
        return plan.resolveSibling(stem + ".journal.jsonl");
    }

    static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Opens the journal, or begins one.
     *
     * @param digest the plan's
     * @param undo where its undo plan goes
     * @throws SafecsvException code 4 where the journal is of another plan, or names another undo plan
     */
    static Journal open(Path path, String digest, Path undo) {
        try {
            Journal journal = new Journal(path, SyncedLines.open(path));
            journal.load(digest, undo);
            return journal;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void load(String digest, Path undo) throws IOException {
        List<String> lines = file.lines();
        if (lines.isEmpty()) {
            begin(digest, undo);
            return;
        }
        requireOurs(JSON.readTree(lines.get(0)), digest, undo);
        for (String line : lines.subList(1, lines.size())) {
            take(JSON.readTree(line));
        }
    }

    private void begin(String digest, Path undo) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        line.put("safecsv-journal", 1);
        line.put("plan", digest);
        line.put("undo", undo.toAbsolutePath().normalize().toString());
        append(line);
    }

    private void requireOurs(JsonNode first, String digest, Path undo) {
        if (first.path("safecsv-journal").asInt() != 1
                || !first.path("plan").asText().equals(digest)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: %s is no journal of this plan. Nothing was changed. Move it away if its apply need not be continued."
                            .formatted(path));
        }
        if (!first.path("undo")
                .asText()
                .equals(undo.toAbsolutePath().normalize().toString())) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: this plan was begun with --undo %s (see %s). Nothing was changed. Give the same again."
                            .formatted(first.path("undo").asText(), path));
        }
    }

    private void take(JsonNode line) {
        switch (line.path("state").asText()) {
            case "committing" -> {
                batch = line.path("batch").asInt();
                pendingThrough = line.path("through").asLong();
            }
            case "committed" -> {
                batch = line.path("batch").asInt();
                through = line.path("through").asLong();
                pendingThrough = -1;
            }
            case "merged" -> merged = true;
            default ->
                throw new SafecsvException(
                        ExitCode.REFUSED,
                        "Refused: %s has a line that this safecsv does not know. Nothing was changed.".formatted(path));
        }
    }

    /** How many changes are committed for certain. */
    long through() {
        return through;
    }

    /** The last batch that a line names; 0 before the first. */
    int batch() {
        return batch;
    }

    /** Where the batch ends of which it is not known whether it was committed; -1 if there is none. */
    long pendingThrough() {
        return pendingThrough;
    }

    /** Whether all undo plans were put together. */
    boolean merged() {
        return merged;
    }

    /** COMMIT is about to be sent for this batch, which ends after so many changes. */
    void committing(int number, long end) {
        write("committing", number, end);
    }

    /** This batch is known to be committed. */
    void committed(int number, long end) {
        write("committed", number, end);
    }

    /** The undo plans of all batches are one now. */
    void allMerged() {
        ObjectNode line = JSON.createObjectNode();
        line.put("state", "merged");
        tryAppend(line);
        merged = true;
    }

    private void write(String state, int number, long end) {
        ObjectNode line = JSON.createObjectNode();
        line.put("batch", number);
        line.put("through", end);
        line.put("state", state);
        tryAppend(line);
        take(line);
    }

    private void tryAppend(ObjectNode line) {
        try {
            append(line);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void append(ObjectNode line) throws IOException {
        file.add(text(line));
        file.sync();
    }

    private static String text(ObjectNode line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of plain values", e);
        }
    }

    /** The work is done: the journal goes. */
    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static SafecsvException failed(Path path, IOException cause) {
        return new SafecsvException(
                ExitCode.FAILED,
                "Can't keep the journal %s: %s. No further batch was begun.".formatted(path, IoReason.of(cause)),
                cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Every line is on the disk already.
            return;
        }
    }
}
