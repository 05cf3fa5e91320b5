package safecsv.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.TableSnapshot;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.UniqueKey;

/**
 * Finds changes that give a row a value of a unique key that another row has and keeps. Changes are numbered as they come;
 * of those that are in nobody's way nothing is kept but eight bytes.
 */
final class TakenValues {
    private final TableSnapshot snapshot;
    private final TableDefinition table;
    private final List<ColumnDefinition> rowKey;
    private final List<List<ColumnDefinition>> uniqueKeys = new ArrayList<>();
    private final List<Set<Long>> freed = new ArrayList<>();
    private final List<Set<Long>> claimed = new ArrayList<>();
    private final Map<Long, String> taken = new HashMap<>();
    private final Map<Long, Long> numbers = new HashMap<>();
    private final List<Reliance> reliances = new ArrayList<>();

    /** A change that waits for another row to give its value up. */
    private record Reliance(long number, long holder, String why) {}

    /** A row that is to have these values. */
    private record Claim(long number, PlanChange change, List<String> values) {}

    TakenValues(TableSnapshot snapshot, TableDefinition table, List<String> rowKey) {
        this.snapshot = snapshot;
        this.table = table;
        this.rowKey =
                rowKey.stream().map(name -> table.column(name).orElseThrow()).toList();
        for (UniqueKey key : table.uniqueKeys()) {
            List<ColumnDefinition> columns = key.columns().stream()
                    .map(name -> table.column(name).orElseThrow())
                    .toList();
            boolean usable = columns.stream()
                    .noneMatch(column -> column.generated() || column.type().isRoundedFloat());
            if (usable && !this.rowKey.containsAll(columns)) {
                uniqueKeys.add(columns);
                freed.add(new HashSet<>());
                claimed.add(new HashSet<>());
            }
        }
    }

    /** Whether a change can take a value of a unique key, or give one up. */
    boolean concerns(PlanChange change) {
        return switch (change.kind()) {
            case CONFLICT -> false;
            case INSERT, DELETE -> !uniqueKeys.isEmpty();
            case UPDATE -> uniqueKeys.stream().anyMatch(columns -> touches(change, columns));
        };
    }

    private static boolean touches(PlanChange change, List<ColumnDefinition> columns) {
        return columns.stream().anyMatch(column -> change.cells().containsKey(column.name()));
    }

    /** The first look at each change. */
    void see(PlanChange change) {
        for (int index = 0; index < uniqueKeys.size(); index++) {
            boolean gives = change.kind() == PlanChange.Kind.DELETE
                    || (change.kind() == PlanChange.Kind.UPDATE && touches(change, uniqueKeys.get(index)));
            if (gives) {
                freed.get(index).add(hash(key(change)));
            }
        }
    }

    /** The second look, at some changes at once, when all were seen. */
    void look(Map<Long, PlanChange> changes) {
        for (int index = 0; index < uniqueKeys.size(); index++) {
            look(changes, uniqueKeys.get(index), freed.get(index), claimed.get(index));
        }
    }

    private void look(Map<Long, PlanChange> changes, List<ColumnDefinition> columns, Set<Long> free, Set<Long> before) {
        List<Claim> claims = claims(changes, columns);
        if (claims.isEmpty()) {
            return;
        }
        Map<List<String>, List<String>> holders = holders(columns, claims);
        for (Claim claim : claims) {
            if (claim.change().kind() == PlanChange.Kind.UPDATE) {
                numbers.put(hash(key(claim.change())), claim.number());
            }
            List<String> holder = holders.get(claim.values());
            if (!before.add(hash(claim.values()))) {
                taken.putIfAbsent(claim.number(), said(columns, claim) + " is what another line of the CSV has too");
            } else if (holder != null && !holder.equals(key(claim.change()))) {
                String why = said(columns, claim) + " is what the row " + named(holder) + " has";
                if (free.contains(hash(holder))) {
                    reliances.add(new Reliance(claim.number(), hash(holder), why));
                } else {
                    taken.putIfAbsent(claim.number(), why);
                }
            }
        }
    }

    private List<Claim> claims(Map<Long, PlanChange> changes, List<ColumnDefinition> columns) {
        List<List<String>> keys = changes.values().stream()
                .filter(change -> change.kind() == PlanChange.Kind.UPDATE && touches(change, columns))
                .map(this::key)
                .toList();
        Map<List<String>, List<String>> now = new HashMap<>();
        if (!keys.isEmpty()) {
            read(rowKey, columns, keys, now);
        }
        List<Claim> claims = new ArrayList<>();
        changes.forEach((number, change) -> {
            List<String> values = switch (change.kind()) {
                case UPDATE -> updated(change, columns, now.get(key(change)));
                case INSERT -> inserted(change, columns);
                default -> null;
            };
            if (values != null && !values.contains(null) && !values.equals(now.get(key(change)))) {
                claims.add(new Claim(number, change, values));
            }
        });
        return claims;
    }

    private static List<String> updated(PlanChange change, List<ColumnDefinition> columns, List<String> now) {
        if (now == null || !touches(change, columns)) {
            return null;
        }
        List<String> values = new ArrayList<>(now);
        for (int index = 0; index < columns.size(); index++) {
            PlanCell cell = change.cells().get(columns.get(index).name());
            if (cell != null) {
                values.set(index, cell.after());
            }
        }
        return values;
    }

    /** Null where the row gets a default, of which nothing is known here. */
    private static List<String> inserted(PlanChange change, List<ColumnDefinition> columns) {
        List<String> values = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            PlanCell cell = change.cells().get(column.name());
            values.add(cell == null ? change.key().get(column.name()) : cell.after());
        }
        return values;
    }

    /** The keys of the rows that have these values by now, as the server compares them. */
    private Map<List<String>, List<String>> holders(List<ColumnDefinition> columns, List<Claim> claims) {
        Map<List<String>, List<String>> exact = new HashMap<>();
        List<List<String>> asked = claims.stream().map(Claim::values).distinct().toList();
        read(columns, rowKey, asked, exact);
        exact.keySet().retainAll(new HashSet<>(asked));
        List<List<String>> others =
                asked.stream().filter(values -> !exact.containsKey(values)).toList();
        boolean texts = columns.stream().anyMatch(column -> column.type().collation() != null);
        if (texts && !others.isEmpty() && !found(columns, others).isEmpty()) {
            // By its collation the server takes other texts for the same: whose they are, one question each tells.
            for (List<String> values : others) {
                found(columns, List.of(values)).values().stream()
                        .findFirst()
                        .ifPresent(holder -> exact.put(values, holder));
            }
        }
        return exact;
    }

    private Map<List<String>, List<String>> found(List<ColumnDefinition> columns, List<List<String>> values) {
        Map<List<String>, List<String>> found = new HashMap<>();
        read(columns, rowKey, values, found);
        return found;
    }

    /** Reads columns of the rows that the server finds by others. */
    private void read(
            List<ColumnDefinition> by,
            List<ColumnDefinition> columns,
            List<List<String>> values,
            Map<List<String>, List<String>> found) {
        List<ColumnDefinition> all = new ArrayList<>(by);
        all.addAll(columns);
        snapshot.rows(new KeyedSelect(table, by, all), values, raw -> {
            List<String> row = CanonicalText.of(raw);
            found.put(new ArrayList<>(row.subList(0, by.size())), new ArrayList<>(row.subList(by.size(), row.size())));
        });
    }

    /** When all were looked at: why changes can't be made, by their numbers. */
    Map<Long, String> taken() {
        Map<Long, List<Reliance>> relying = new HashMap<>();
        reliances.forEach(reliance -> holder(reliance)
                .ifPresent(holder -> relying.computeIfAbsent(holder, number -> new ArrayList<>())
                        .add(reliance)));
        Deque<Long> open = new ArrayDeque<>(taken.keySet());
        while (!open.isEmpty()) {
            // What a change that can't be made was to give up, its row keeps.
            for (Reliance reliance : relying.getOrDefault(open.remove(), List.of())) {
                if (taken.putIfAbsent(reliance.number(), reliance.why() + " and keeps, as it can't be changed")
                        == null) {
                    open.add(reliance.number());
                }
            }
        }
        return taken;
    }

    /** The number of the update of the row that a change waits for. */
    private Optional<Long> holder(Reliance reliance) {
        return Optional.ofNullable(numbers.get(reliance.holder()));
    }

    /** The numbers of changes that wait for each other, or for such: no order helps them. */
    Set<Long> circles() {
        Map<Long, Integer> waiting = new HashMap<>();
        Map<Long, List<Long>> relying = new HashMap<>();
        for (Reliance reliance : reliances) {
            holder(reliance).ifPresent(holder -> {
                waiting.merge(reliance.number(), 1, Integer::sum);
                relying.computeIfAbsent(holder, number -> new ArrayList<>()).add(reliance.number());
            });
        }
        Deque<Long> done = new ArrayDeque<>();
        relying.keySet().stream().filter(holder -> !waiting.containsKey(holder)).forEach(done::add);
        while (!done.isEmpty()) {
            for (Long number : relying.getOrDefault(done.remove(), List.of())) {
                if (waiting.merge(number, -1, Integer::sum) == 0) {
                    waiting.remove(number);
                    done.add(number);
                }
            }
        }
        return waiting.keySet();
    }

    /** Whether apply could take a step in between. */
    boolean takesSteps() {
        return table.triggersVisible()
                && table.triggers().stream()
                        .noneMatch(trigger -> trigger.event().equals("UPDATE"))
                && uniqueKeys.stream()
                        .allMatch(columns -> columns.stream()
                                .anyMatch(column -> table.children().stream()
                                        .noneMatch(child -> child.parentColumns().stream()
                                                .anyMatch(column.name()::equalsIgnoreCase))));
    }

    private List<String> key(PlanChange change) {
        List<String> key = new ArrayList<>();
        rowKey.forEach(column -> key.add(change.key().get(column.name())));
        return key;
    }

    private static long hash(List<String> parts) {
        return KeyHashes.hash(RowKeys.joined(parts));
    }

    private String named(List<String> key) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < key.size(); index++) {
            parts.add(rowKey.get(index).name() + "=" + key.get(index));
        }
        return String.join(", ", parts);
    }

    private static String said(List<ColumnDefinition> columns, Claim claim) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            parts.add(columns.get(index).name() + " '" + claim.values().get(index) + "'");
        }
        return String.join(", ", parts);
    }
}
