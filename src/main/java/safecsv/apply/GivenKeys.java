package safecsv.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanReader;

/**
 * The keys that the server has given to new rows of a plan, whenever it was applied: by them, a later apply of the same plan
 * knows its rows. They are in the undo plans, which people move, and so in a file beside the plan too, to which is only
 * added. A key may be in it that no row has: of an apply that was not committed, or was undone.
 */
final class GivenKeys {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "safecsv-applied";

    private final Map<Long, Set<Map<String, String>>> byLine = new HashMap<>();
    private final Set<Map<String, String>> all = new HashSet<>();
    private final Path path;
    private final String digest;

    /** Reads what is beside the plan. */
    GivenKeys(PlanReader plan) {
        this.path = beside(plan.path());
        this.digest = plan.digest();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            load();
        }
    }

    /** Where the keys of a plan's new rows are. */
    static Path beside(Path plan) {
        String name = plan.getFileName().toString();
        String stem = name.endsWith(".jsonl") ? name.substring(0, name.length() - 6) : name;
        return plan.resolveSibling(stem + ".applied.jsonl");
    }

    private void load() {
        try {
            boolean ours = false;
            List<String> lines = Files.readAllLines(path);
            for (int number = 0; number < lines.size(); number++) {
                JsonNode line = JSON.readTree(lines.get(number));
                if (line.has(START)) {
                    ours = line.path("plan").asText().equals(digest);
                } else if (number == 0) {
                    throw foreign(null);
                } else if (ours) {
                    add(line.path("line").asLong(), key(line.path("key")));
                }
            }
        } catch (JsonProcessingException e) {
            throw foreign(e);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Can't read %s, which tells what an earlier apply of the plan has done: %s. Nothing was changed."
                            .formatted(path, IoReason.of(e)),
                    e);
        }
    }

    private SafecsvException foreign(IOException cause) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: %s is not what an earlier apply of this plan has left, or it was altered. Nothing was changed. Move it away if it is something else."
                        .formatted(path),
                cause);
    }

    private static Map<String, String> key(JsonNode node) {
        Map<String, String> key = new LinkedHashMap<>();
        node.properties().forEach(part -> key.put(part.getKey(), part.getValue().textValue()));
        return key;
    }

    /** The row of this line was given this key. */
    void add(long line, Map<String, String> key) {
        byLine.computeIfAbsent(line, number -> new LinkedHashSet<>()).add(key);
        all.add(key);
    }

    /** Takes over what an undo plan of the plan knows, where it is there. */
    void addFrom(UndoFile undo) {
        undo.insertedBefore(this::add);
    }

    /** The keys that the row of this line was given. */
    Set<Map<String, String>> of(long line) {
        return byLine.getOrDefault(line, Set.of());
    }

    /** Whether any row of the plan was given this key. */
    boolean contains(Map<String, String> key) {
        return all.contains(key);
    }

    boolean isEmpty() {
        return byLine.isEmpty();
    }

    /**
     * Writes down the new rows of an undo plan, and that to the disk: before COMMIT is sent.
     *
     * @throws SafecsvException code 4 where there is no room beside the plan: another apply could not know what this one did
     */
    void write(UndoFile undo) {
        try (SyncedLines file = SyncedLines.open(path);
                PlanReader written = PlanReader.open(undo.path());
                PlanChanges changes = written.changes()) {
            file.add(JSON.writeValueAsString(JSON.createObjectNode()
                    .put(START, 1)
                    .put("plan", digest)
                    .put("undo", undo.path().toAbsolutePath().normalize().toString())));
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                if (change.kind() == PlanChange.Kind.DELETE) {
                    ObjectNode line = JSON.createObjectNode().put("line", change.line());
                    change.key().forEach(line.putObject("key")::put);
                    file.add(JSON.writeValueAsString(line));
                }
            }
            file.sync();
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the keys that the server gives to new rows can't be written to %s (%s), and without them a second apply of this plan would make the rows again. All of it was rolled back: nothing was changed. Copy the plan into a folder that can be written to, and apply it there."
                            .formatted(path, IoReason.of(e)),
                    e);
        }
    }
}
