package safecsv.export.mask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Which columns are masked, and how. Immutable.
 *
 * @param stated by the user
 * @param ofQuery by the query in its header
 * @param key for {@link MaskKind#HASH}; null where there is none
 */
public record Masks(List<Mask> stated, List<Mask> ofQuery, MaskKey key) {
    /** No column is masked. */
    public static final Masks NONE = new Masks(List.of(), List.of(), null);

    public Masks {
        stated = List.copyOf(stated);
        ofQuery = List.copyOf(ofQuery);
        List<Mask> all = new ArrayList<>(stated);
        all.addAll(ofQuery);
        for (Mask mask : all) {
            for (Mask other : all) {
                if (mask.isOf(other.column()) && mask.kind() != other.kind()) {
                    throw new SafecsvException(
                            ExitCode.USAGE,
                            "The column %s has two masks, %s and %s. Leave one. Nothing was written."
                                    .formatted(mask.column(), mask.kind(), other.kind()));
                }
            }
            if (mask.kind() == MaskKind.HASH && key == null) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The mask %s needs a key, or everybody could find out what was hashed by hashing guesses. %s, and give it with --mask-key-file mask.key. Keep it: equal values get equal hashes in all files made with it. Nothing was written."
                                .formatted(mask, MaskKey.HOW_TO_MAKE));
            }
        }
    }

    /**
     * Masks as given by options or a job.
     *
     * @param texts each {@code COLUMN=KIND}, or several with commas between
     * @param keyFile null for none
     */
    public static Masks of(List<String> texts, Path keyFile) {
        List<Mask> masks = new ArrayList<>();
        texts.forEach(text -> masks.addAll(MaskText.parse(text, "--mask")));
        return new Masks(masks, List.of(), keyFile == null ? null : MaskKey.read(keyFile));
    }

    /**
     * These and those that the query's header states.
     *
     * @throws SafecsvException usage, where it can't be read, and for a comment that may be meant as one
     */
    public Masks withHeaderOf(String query) {
        List<Mask> header = MaskHeader.of(query, stated);
        return header.isEmpty() ? this : new Masks(stated, header, key);
    }

    /**
     * Returns where no comment of the query may be meant as a mask of one of these columns.
     *
     * @throws SafecsvException usage, with the comment's place
     */
    public void requireHeeded(String query, Collection<String> columns) {
        MaskHeader.requireHeeded(query, stated, columns);
    }

    /**
     * Returns where no comment of a table's condition, in which no mask is read, may be meant as one.
     *
     * @throws SafecsvException usage, with the comment's place
     */
    public void requireNoneIn(String condition) {
        MaskHeader.refuseIn(condition, stated);
    }

    /** Whether no column is masked. */
    public boolean isEmpty() {
        return stated.isEmpty() && ofQuery.isEmpty();
    }

    /** The mask of a column with this name. */
    public Optional<MaskKind> of(String name) {
        return all().stream().filter(mask -> mask.isOf(name)).map(Mask::kind).findFirst();
    }

    /** As they can be given, with commas between. */
    public String text() {
        return all().stream().map(Mask::toString).collect(Collectors.joining(", "));
    }

    private List<Mask> all() {
        List<Mask> all = new ArrayList<>(stated);
        all.addAll(ofQuery);
        return all;
    }

    /** The columns that are to be masked and are not among these. */
    public Set<String> missing(List<String> names) {
        return missing(all(), names);
    }

    /** As {@link #missing(List)}, of those that the query's header states. */
    public Set<String> missingOfQuery(List<String> names) {
        return missing(ofQuery, names);
    }

    private static Set<String> missing(List<Mask> masks, List<String> names) {
        Set<String> missing = new LinkedHashSet<>();
        for (Mask mask : masks) {
            if (names.stream().noneMatch(mask::isOf)) {
                missing.add(mask.column());
            }
        }
        return missing;
    }

    /** What to say of columns that are nowhere: a misspelt name must not let values out. */
    public static SafecsvException unknown(Set<String> missing, List<String> names) {
        return new SafecsvException(
                ExitCode.USAGE,
                "There is no column %s to mask. The columns are %s. Nothing was written."
                        .formatted(String.join(", ", missing), String.join(", ", names)));
    }
}
