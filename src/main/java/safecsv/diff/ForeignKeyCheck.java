package safecsv.diff;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.table.ChildReference;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.ParentReference;
import safecsv.mysql.table.TableDefinition;

/**
 * What the server would refuse for a foreign key when the changes are applied: a reference to nothing, and a row that goes,
 * or whose referenced columns change, while others refer to it. The changes are looked at together, because a parent can be
 * new itself, and a child can go or move in the same plan. In doubt nothing is said: the server has the last word.
 */
final class ForeignKeyCheck {
    private static final int BATCH = 500;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,65}(\\.\\d{1,30})?");

    private final TableSnapshot snapshot;
    private final TableDefinition table;
    private final Problems problems;
    /** Conditions that are true where there is a problem, with what to say then. */
    private final Map<String, List<Finding>> questions = new LinkedHashMap<>();

    private final TreeSet<String> unknown = new TreeSet<>();
    private final List<OwnReference> own = new ArrayList<>();
    private final KeyHashes deleted = new KeyHashes();
    private final boolean refersToItself;
    private final List<ColumnDefinition> key;

    /**
     * A problem that there may be.
     *
     * @param pending where it is about the table itself, and the other changes decide
     * @param tuple the parent that is referred to, or the key of a row that goes
     */
    private record Finding(
            long line, String column, String message, String constraint, OwnReference pending, String tuple) {}

    /** A foreign key of the table that refers to the table itself, and what the plan does to both of its ends. */
    private static final class OwnReference {
        private final ParentReference parent;
        private final boolean restrictsDelete;
        private final boolean restrictsUpdate;
        private final KeyHashes moved = new KeyHashes();
        private final KeyHashes come = new KeyHashes();
        private final LineHashes references = new LineHashes();
        private final Map<Long, String> gone = new HashMap<>();
        private final List<Finding> toNothing = new ArrayList<>();
        private final Map<List<String>, Finding> left = new LinkedHashMap<>();

        private OwnReference(ParentReference parent, ChildReference child) {
            this.parent = parent;
            this.restrictsDelete = child != null && !child.followsDelete();
            this.restrictsUpdate = child != null && !child.followsUpdate();
        }
    }

    /** @param key the columns that tell the table's rows apart */
    ForeignKeyCheck(TableSnapshot snapshot, TableDefinition table, List<ColumnDefinition> key, Problems problems) {
        this.snapshot = snapshot;
        this.key = List.copyOf(key);
        this.table = table;
        this.problems = problems;
        for (ParentReference parent : table.parents()) {
            if (isThis(parent.schema(), parent.table())) {
                ChildReference child = table.children().stream()
                        .filter(known -> isThis(known.schema(), known.table())
                                && known.constraint().equals(parent.constraint()))
                        .findFirst()
                        .orElse(null);
                own.add(new OwnReference(parent, child));
            }
        }
        this.refersToItself = !own.isEmpty();
    }

    private boolean isThis(String schema, String name) {
        return table.schema().equals(schema) && table.name().equals(name);
    }

    /** Looks at one change. */
    void see(PlanChange change) {
        switch (change.kind()) {
            case CONFLICT -> {}
            case DELETE -> goes(change);
            case INSERT -> refers(change);
            case UPDATE -> {
                refers(change);
                parentChanges(change);
            }
        }
        if (questions.size() >= BATCH) {
            ask();
        }
    }

    /** A row that refers to a parent, anew. */
    private void refers(PlanChange change) {
        for (ParentReference parent : table.parents()) {
            List<String> named = parent.columns().stream()
                    .filter(name -> isKnownAfter(change, name))
                    .toList();
            boolean isNull = named.stream().anyMatch(name -> after(change, name) == null);
            boolean whole = named.size() == parent.columns().size();
            if (named.isEmpty() || isNull || (!whole && change.kind() == PlanChange.Kind.INSERT)) {
                continue;
            }
            List<String> values =
                    named.stream().map(name -> after(change, name)).toList();
            OwnReference self = own.stream()
                    .filter(reference -> reference.parent.equals(parent))
                    .findFirst()
                    .orElse(null);
            if (self != null && !whole) {
                continue;
            }
            if (self != null) {
                self.references.add(KeyHashes.hash(RowKeys.joined(values)), change.line());
            }
            question(
                    whole ? refersToNothing(parent, values) : refersToNothing(parent, named, values, change),
                    new Finding(
                            change.line(),
                            named.get(0),
                            "refers to nothing: %s has no row with %s (foreign key %s)"
                                    .formatted(
                                            parent.schema() + "." + parent.table(),
                                            shown(parent, named, values),
                                            parent.constraint()),
                            parent.constraint(),
                            self,
                            loose(values)));
        }
        for (OwnReference reference : own) {
            come(reference, change);
        }
    }

    private static String shown(ParentReference parent, List<String> named, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < named.size(); index++) {
            parts.add(parent.parentColumns().get(parent.columns().indexOf(named.get(index))) + "=" + values.get(index));
        }
        return String.join(", ", parts);
    }

    /** What the table refers to in itself is there afterwards, or moves. */
    private void come(OwnReference reference, PlanChange change) {
        List<String> columns = reference.parent.parentColumns();
        if (columns.stream().allMatch(name -> isKnownAfter(change, name) && after(change, name) != null)) {
            reference.come.add(
                    loose(columns.stream().map(name -> after(change, name)).toList()));
        } else if (change.kind() == PlanChange.Kind.UPDATE
                && columns.stream().anyMatch(name -> change.cells().containsKey(name))) {
            // One part of several: what it becomes is not known here, so nothing is said of references to nothing.
            reference.come.add("");
        }
        if (change.kind() == PlanChange.Kind.UPDATE
                && reference.parent.columns().stream()
                        .anyMatch(name -> change.cells().containsKey(name))) {
            reference.moved.add(keyOf(change));
        }
    }

    private void goes(PlanChange change) {
        if (refersToItself) {
            deleted.add(keyOf(change));
        }
        for (ChildReference child : table.children()) {
            if (!isThis(child.schema(), child.table()) && !child.followsDelete()) {
                question(
                        hasChildren(child, change),
                        new Finding(
                                change.line(),
                                change.key().keySet().iterator().next(),
                                "%s can't be deleted: rows of %s refer to it (foreign key %s, ON DELETE %s)"
                                        .formatted(
                                                shown(change.key()),
                                                child.schema() + "." + child.table(),
                                                child.constraint(),
                                                child.onDelete()),
                                child.constraint(),
                                null,
                                null));
            }
        }
        for (OwnReference reference : own) {
            List<String> values = before(reference.parent.parentColumns(), change);
            if (values != null) {
                reference.gone.put(KeyHashes.hash(RowKeys.joined(values)), loose(values));
                if (reference.restrictsDelete) {
                    reference.left.put(
                            values,
                            new Finding(
                                    change.line(),
                                    change.key().keySet().iterator().next(),
                                    shown(change.key()) + " can't be deleted",
                                    reference.parent.constraint(),
                                    reference,
                                    keyOf(change)));
                }
            }
        }
    }

    /** A change of columns that others refer to. */
    private void parentChanges(PlanChange change) {
        for (ChildReference child : table.children()) {
            Optional<String> changed = child.parentColumns().stream()
                    .filter(name -> change.cells().containsKey(name))
                    .findFirst();
            if (changed.isEmpty() || child.followsUpdate()) {
                continue;
            }
            Finding finding = new Finding(
                    change.line(),
                    changed.get(),
                    "can't be changed: rows of %s refer to it (foreign key %s, ON UPDATE %s)"
                            .formatted(child.schema() + "." + child.table(), child.constraint(), child.onUpdate()),
                    child.constraint(),
                    null,
                    null);
            if (!isThis(child.schema(), child.table())) {
                question(hasChildren(child, change), finding);
            }
        }
        for (OwnReference reference : own) {
            boolean changes = reference.parent.parentColumns().stream()
                    .anyMatch(name -> change.cells().containsKey(name));
            List<String> values = changes ? before(reference.parent.parentColumns(), change) : null;
            if (values != null) {
                reference.gone.put(KeyHashes.hash(RowKeys.joined(values)), loose(values));
                if (reference.restrictsUpdate) {
                    reference.left.put(
                            values,
                            new Finding(
                                    change.line(),
                                    reference.parent.parentColumns().get(0),
                                    "can't be changed",
                                    reference.parent.constraint(),
                                    reference,
                                    null));
                }
            }
        }
    }

    /** The values before the change; null where one is NULL, which is nobody's parent, or is not known. */
    private static List<String> before(List<String> columns, PlanChange change) {
        List<String> values = new ArrayList<>();
        for (String name : columns) {
            PlanCell cell = change.cells().get(name);
            String value = cell != null ? cell.before() : change.key().get(name);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    private static boolean isKnownAfter(PlanChange change, String name) {
        return change.cells().containsKey(name) || change.key().containsKey(name);
    }

    private static String after(PlanChange change, String name) {
        PlanCell cell = change.cells().get(name);
        return cell != null ? cell.after() : change.key().get(name);
    }

    private static String keyOf(PlanChange change) {
        return RowKeys.joined(List.copyOf(change.key().values()));
    }

    private static String shown(Map<String, String> key) {
        return key.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String loose(List<String> values) {
        return RowKeys.joined(values.stream().map(ForeignKeyCheck::loose).toList());
    }

    /** So that texts which a type or a collation could take for one are one. */
    private static String loose(String value) {
        if (NUMBER.matcher(value).matches()) {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        }
        return Normalizer.normalize(value, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .stripTrailing();
    }

    private void question(String condition, Finding finding) {
        if (condition != null) {
            questions.computeIfAbsent(condition, key -> new ArrayList<>()).add(finding);
        }
    }

    private KeyedSelect select(List<String> names) {
        List<ColumnDefinition> columns =
                names.stream().map(name -> table.column(name).orElseThrow()).toList();
        return new KeyedSelect(table, columns, columns);
    }

    /** Null where a value can't be compared. */
    private String condition(List<String> own, List<String> others, List<String> values) {
        try {
            return select(own).condition(others, List.of(values));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private String refersToNothing(ParentReference parent, List<String> values) {
        String condition = condition(parent.columns(), parent.parentColumns(), values);
        return condition == null
                ? null
                : "NOT EXISTS(SELECT 1 FROM " + name(parent.schema(), parent.table()) + " WHERE " + condition + ")";
    }

    /** As {@link #refersToNothing(ParentReference, List)}, where the row has the other columns already. */
    private String refersToNothing(ParentReference parent, List<String> named, List<String> values, PlanChange change) {
        List<String> theirs = new ArrayList<>();
        List<String> pairs = new ArrayList<>();
        List<String> filled = new ArrayList<>();
        for (int index = 0; index < parent.columns().size(); index++) {
            String column = parent.columns().get(index);
            String theirColumn = parent.parentColumns().get(index);
            if (named.contains(column)) {
                theirs.add(theirColumn);
            } else {
                pairs.add("parent." + Identifiers.quoted(theirColumn) + " = child." + Identifiers.quoted(column));
                filled.add("child." + Identifiers.quoted(column) + " IS NOT NULL");
            }
        }
        String condition = condition(named, theirs, values);
        String key = condition(
                List.copyOf(change.key().keySet()),
                List.copyOf(change.key().keySet()),
                List.copyOf(change.key().values()));
        return condition == null || key == null
                ? null
                : "EXISTS(SELECT 1 FROM " + table.quotedName() + " child WHERE " + key + " AND "
                        + String.join(" AND ", filled) + " AND NOT EXISTS(SELECT 1 FROM "
                        + name(parent.schema(), parent.table()) + " parent WHERE " + condition + " AND "
                        + String.join(" AND ", pairs) + "))";
    }

    private String hasChildren(ChildReference child, PlanChange change) {
        List<String> key = List.copyOf(change.key().keySet());
        String condition = condition(key, key, List.copyOf(change.key().values()));
        if (condition == null) {
            return null;
        }
        List<String> pairs = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int index = 0; index < child.columns().size(); index++) {
            columns.add(Identifiers.quoted(child.parentColumns().get(index)));
            pairs.add("child." + Identifiers.quoted(child.columns().get(index)) + " = parent."
                    + columns.get(columns.size() - 1));
        }
        return "EXISTS(SELECT 1 FROM " + name(child.schema(), child.table()) + " child JOIN (SELECT "
                + String.join(", ", columns) + " FROM " + table.quotedName() + " WHERE " + condition + ") parent ON "
                + String.join(" AND ", pairs) + ")";
    }

    private static String name(String schema, String table) {
        return Identifiers.quoted(schema) + "." + Identifiers.quoted(table);
    }

    private void ask() {
        List<String> conditions = List.copyOf(questions.keySet());
        Optional<List<String>> answers = snapshot.valuesIfAllowed(conditions);
        if (answers.isEmpty() && conditions.size() > 1) {
            // Which of them may be asked is told one by one.
            for (String condition : conditions) {
                snapshot.valuesIfAllowed(List.of(condition))
                        .ifPresentOrElse(answer -> answered(condition, answer.get(0)), () -> notAllowed(condition));
            }
        } else if (answers.isEmpty()) {
            conditions.forEach(this::notAllowed);
        } else {
            for (int index = 0; index < conditions.size(); index++) {
                answered(conditions.get(index), answers.get().get(index));
            }
        }
        questions.clear();
    }

    private void answered(String condition, String answer) {
        if (!"1".equals(answer)) {
            return;
        }
        for (Finding finding : questions.get(condition)) {
            if (finding.pending() == null) {
                problems.add(finding.line(), finding.column(), finding.message());
            } else {
                finding.pending().toNothing.add(finding);
            }
        }
    }

    private void notAllowed(String condition) {
        questions.get(condition).forEach(finding -> unknown.add(finding.constraint()));
    }

    /** Notes what is wrong once all changes have been seen. */
    void finish() {
        if (!questions.isEmpty()) {
            ask();
        }
        long[] goes = deleted.sorted();
        for (OwnReference reference : own) {
            long[] come = reference.come.sorted();
            toNothing(reference, come);
            toGone(reference, come);
            left(reference, goes);
        }
    }

    private static boolean has(long[] sorted, String key) {
        return Arrays.binarySearch(sorted, KeyHashes.hash(key)) >= 0;
    }

    private void toNothing(OwnReference reference, long... come) {
        for (Finding finding : reference.toNothing) {
            if (!has(come, "") && !has(come, finding.tuple())) {
                problems.add(finding.line(), finding.column(), finding.message());
            }
        }
    }

    /** References to a row that the same plan takes away. */
    private void toGone(OwnReference reference, long... come) {
        reference.gone.forEach((hash, tuple) -> {
            if (has(come, "") || has(come, tuple)) {
                return;
            }
            for (long line : reference.references.lines(hash)) {
                problems.add(
                        line,
                        reference.parent.columns().get(0),
                        "refers to a row that is deleted or changed (foreign key %s)"
                                .formatted(reference.parent.constraint()));
            }
        });
    }

    /** Rows that go while rows that stay refer to them. */
    private void left(OwnReference reference, long... goes) {
        if (reference.left.isEmpty()) {
            return;
        }
        List<ColumnDefinition> columns = new ArrayList<>(key);
        List<ColumnDefinition> theirs = reference.parent.columns().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        columns.addAll(theirs);
        KeyedSelect children = new KeyedSelect(table, theirs, columns);
        long[] moved = reference.moved.sorted();
        List<List<String>> parents = List.copyOf(reference.left.keySet());
        for (int start = 0; start < parents.size(); start += BATCH) {
            snapshot.rows(children, parents.subList(start, Math.min(parents.size(), start + BATCH)), raw -> {
                List<String> texts = CanonicalText.of(raw);
                List<String> child = texts.subList(0, key.size());
                String childKey = RowKeys.joined(child);
                Finding finding = reference.left.get(texts.subList(key.size(), texts.size()));
                // Even a row that goes is a child of its own as long as it is there.
                boolean itself = finding != null && childKey.equals(finding.tuple());
                if (finding != null && (itself || (!has(goes, childKey) && !has(moved, childKey)))) {
                    problems.add(
                            finding.line(),
                            finding.column(),
                            finding.message()
                                    + ": %s refers to %s (foreign key %s)%s"
                                            .formatted(
                                                    itself ? "it" : String.join(", ", child),
                                                    itself ? "itself" : "it",
                                                    reference.parent.constraint(),
                                                    itself
                                                            ? "; have it refer to nothing first, by a plan of its own"
                                                            : ""));
                }
            });
        }
    }

    /** What could not be checked, in sentences. */
    List<String> notes() {
        return unknown.stream()
                .map(constraint ->
                        "This account may not read the other table of the foreign key %s: apply may be refused for it."
                                .formatted(constraint))
                .toList();
    }
}
