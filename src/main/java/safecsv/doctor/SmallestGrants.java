package safecsv.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safecsv.doctor.Need.Place;
import safecsv.doctor.Readiness.State;
import safecsv.mysql.facts.Grants;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.facts.TableFacts;
import safecsv.mysql.sql.Identifiers;

/** Writes, for each purpose, the least that an account must be granted, and finds out what of it this one lacks. */
final class SmallestGrants {
    private static final String LOCK_SCHEMA = "performance_schema";
    private static final List<String> LOCK_TABLES = List.of("metadata_locks", "threads");

    private final ServerFacts server;

    SmallestGrants(ServerFacts server) {
        this.server = server;
    }

    /** Something that privileges are granted on; one of the two names is absent for all tables, both for everything. */
    private record Target(Optional<String> schema, Optional<String> table) {}

    Readiness readiness(Purpose purpose) {
        Optional<List<Need>> needs = purpose.needs(server);
        if (needs.isEmpty()) {
            return new Readiness(purpose, State.NOT_HERE, List.of(), List.of());
        }
        Map<Target, List<String>> all = new LinkedHashMap<>();
        Map<Target, List<String>> missing = new LinkedHashMap<>();
        for (Need need : needs.get()) {
            for (Target target : targets(need.place())) {
                all.computeIfAbsent(target, any -> new ArrayList<>()).add(need.privilege());
                if (!has(need.privilege(), target)) {
                    missing.computeIfAbsent(target, any -> new ArrayList<>()).add(need.privilege());
                }
            }
        }
        State state = state(needs.get(), all.isEmpty(), missing.isEmpty());
        return new Readiness(purpose, state, statements(all), state == State.MISSING ? statements(missing) : List.of());
    }

    private State state(List<Need> needs, boolean noTarget, boolean complete) {
        if (noTarget || server.grants().isEmpty()) {
            return State.NOT_KNOWN;
        }
        // The privileges are there and the server has said no all the same: a name is wrong, or a view's owner lacks
        // them.
        boolean refused = needs.stream().anyMatch(need -> need.place() == Place.DATA)
                && server.tables().stream().anyMatch(table -> table.refusal().isPresent());
        return !complete ? State.MISSING : refused ? State.NOT_KNOWN : State.READY;
    }

    private List<Target> targets(Place place) {
        return switch (place) {
            case SERVER -> List.of(new Target(Optional.empty(), Optional.empty()));
            case LOCKS ->
                LOCK_TABLES.stream()
                        .map(table -> new Target(Optional.of(LOCK_SCHEMA), Optional.of(table)))
                        .toList();
            case DATA -> data();
            case SCHEMA ->
                data().stream()
                        .map(target -> new Target(target.schema(), Optional.empty()))
                        .distinct()
                        .toList();
        };
    }

    private List<Target> data() {
        if (server.tables().isEmpty()) {
            return server.database().stream()
                    .map(database -> new Target(Optional.of(database.name()), Optional.empty()))
                    .toList();
        }
        return server.tables().stream()
                .filter(table -> !table.schema().isEmpty())
                .map((TableFacts table) -> new Target(Optional.of(table.schema()), Optional.of(table.name())))
                .distinct()
                .toList();
    }

    private boolean has(String privilege, Target target) {
        if (server.grants().isEmpty()) {
            return false;
        }
        Grants grants = server.grants().get();
        if (target.schema().isEmpty()) {
            return grants.globally(privilege);
        }
        String schema = target.schema().get();
        boolean granted = target.table()
                .map(table -> grants.onTable(privilege, schema, table))
                .orElseGet(() -> grants.onSchema(privilege, schema));
        return granted || (schema.equals(LOCK_SCHEMA) && server.locksReadable());
    }

    private List<String> statements(Map<Target, List<String>> privileges) {
        return privileges.entrySet().stream()
                .map(entry -> "GRANT %s ON %s TO %s;"
                        .formatted(
                                String.join(", ", entry.getValue()),
                                text(entry.getKey()),
                                server.account().quoted()))
                .toList();
    }

    private String text(Target target) {
        if (target.schema().isEmpty()) {
            return "*.*";
        }
        String schema = target.schema().get();
        return target.table()
                .map(table -> Identifiers.quoted(schema) + "." + Identifiers.quoted(table))
                .orElseGet(() -> Identifiers.quoted(literally(schema)) + ".*");
    }

    /** {@code my_shop} in a GRANT on a database would be a pattern that fits myXshop too. */
    private String literally(String schema) {
        return server.grants().map(grants -> grants.literally(schema)).orElse(schema);
    }
}
