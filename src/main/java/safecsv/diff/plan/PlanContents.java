package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * What a plan must hold to be one that a diff or an apply has written: counted and looked at before the first change is
 * handed out, because anyone can give altered lines a digest that fits them. Memory: eight bytes for each change.
 */
final class PlanContents {
    private final PlanHeader header;
    private final Map<String, PlanColumn.Role> roles = new HashMap<>();
    private final Set<String> key;
    private final Set<String> data = new HashSet<>();
    private final Set<String> given = new TreeSet<>();
    private final LongStream.Builder hashes = LongStream.builder();

    PlanContents(PlanHeader header) {
        this.header = header;
        this.key = Set.copyOf(new HashSet<>(header.table().key()));
        for (PlanColumn column : header.table().columns()) {
            roles.put(column.name(), column.role());
            if (column.role() != PlanColumn.Role.READ_ONLY && !key.contains(column.name())) {
                data.add(column.name());
            }
        }
    }

    /** Reads all changes, the header having been read. */
    void check(JsonParser json) throws IOException {
        checkHeader(json);
        PlanCounts counts = PlanCounts.NONE;
        while (json.nextToken() != null) {
            PlanChange change = PlanParser.change(json);
            counts = counts.plus(change.kind());
            check(json, change);
        }
        if (!counts.equals(header.counts())) {
            throw new JsonParseException(
                    json, "the header counts %s, and the changes are %s".formatted(header.counts(), counts));
        }
    }

    private void checkHeader(JsonParser json) throws IOException {
        if (roles.size() != header.table().columns().size()) {
            throw new JsonParseException(json, "a column twice");
        }
        if (key.size() != header.table().key().size() || !roles.keySet().containsAll(key)) {
            throw new JsonParseException(
                    json,
                    "the key %s is not of the columns".formatted(header.table().key()));
        }
    }

    private void check(JsonParser json, PlanChange change) throws IOException {
        if (!change.key().keySet().equals(key)) {
            throw new JsonParseException(
                    json,
                    "a change by %s, and the key is %s".formatted(change.key().keySet(), key));
        }
        boolean mayLackKey = change.kind() == PlanChange.Kind.INSERT || change.kind() == PlanChange.Kind.CONFLICT;
        for (Map.Entry<String, String> part : change.key().entrySet()) {
            if (part.getValue() == null && !mayLackKey) {
                throw new JsonParseException(json, "the key %s is null".formatted(part.getKey()));
            }
            if (part.getValue() == null && change.kind() == PlanChange.Kind.INSERT) {
                given.add(part.getKey());
            }
        }
        for (String name : change.cells().keySet()) {
            checkCell(json, change.kind(), name);
        }
        boolean anyOwn = change.cells().values().stream().anyMatch(PlanCell::own);
        if (anyOwn && header.purpose() != PlanHeader.Purpose.UNDO) {
            throw new JsonParseException(json, "a cell that the table sets by itself, in a plan that is no undo plan");
        }
        boolean allOwn = change.cells().values().stream().allMatch(PlanCell::own);
        if (anyOwn && allOwn && change.kind() != PlanChange.Kind.INSERT) {
            throw new JsonParseException(json, "no old value that is compared");
        }
        if (change.kind() == PlanChange.Kind.UPDATE && change.cells().isEmpty()) {
            throw new JsonParseException(json, "an update of no column");
        }
        if (change.kind() == PlanChange.Kind.DELETE && !change.cells().keySet().containsAll(data)) {
            throw new JsonParseException(json, "a delete that does not have the old value of every column");
        }
        if (change.kind() != PlanChange.Kind.CONFLICT && !change.key().containsValue(null)) {
            hashes.add(hash(change.key()));
        }
    }

    private void checkCell(JsonParser json, PlanChange.Kind kind, String name) throws IOException {
        PlanColumn.Role role = roles.get(name);
        boolean writes = kind == PlanChange.Kind.UPDATE || kind == PlanChange.Kind.INSERT;
        if (role == null) {
            throw new JsonParseException(json, "a cell of %s, which is not of the columns".formatted(name));
        }
        if (key.contains(name) && kind != PlanChange.Kind.CONFLICT) {
            throw new JsonParseException(json, "a cell of %s, which is of the key".formatted(name));
        }
        if (writes && role == PlanColumn.Role.READ_ONLY) {
            throw new JsonParseException(json, "a change of %s, which is read-only".formatted(name));
        }
    }

    /** The columns of the key that an insert leaves to the server. */
    Set<String> given() {
        return Set.copyOf(given);
    }

    /** Hashes that several keys have, ascending. */
    long[] suspects() {
        long[] all = hashes.build().sorted().toArray();
        return LongStream.range(1, all.length)
                .filter(place -> all[(int) place] == all[(int) place - 1])
                .map(place -> all[(int) place])
                .distinct()
                .toArray();
    }

    /** Reads all changes once more, and refuses a key that is there twice. */
    void requireDistinct(JsonParser json, long... suspects) throws IOException {
        Set<List<String>> seen = new HashSet<>();
        while (json.nextToken() != null) {
            PlanChange change = PlanParser.change(json);
            boolean suspect = change.kind() != PlanChange.Kind.CONFLICT
                    && !change.key().containsValue(null)
                    && Arrays.binarySearch(suspects, hash(change.key())) >= 0;
            if (suspect && !seen.add(values(change.key()))) {
                throw new JsonParseException(json, "a second change of the row %s".formatted(change.key()));
            }
        }
    }

    private List<String> values(Map<String, String> changed) {
        return header.table().key().stream().map(changed::get).toList();
    }

    /** 64 bits: FNV-1a over the characters of every part and its length. */
    private long hash(Map<String, String> changed) {
        long hash = 0xcbf29ce484222325L;
        for (String part : values(changed)) {
            for (int index = 0; index < part.length(); index++) {
                hash = (hash ^ part.charAt(index)) * 0x100000001b3L;
            }
            hash = (hash ^ (0x10000L + part.length())) * 0x100000001b3L;
        }
        return hash;
    }
}
