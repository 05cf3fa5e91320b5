package safecsv.apply;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import safecsv.cli.InProcess;
import safecsv.diff.CanonicalText;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanColumn;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanServer;
import safecsv.diff.plan.PlanSession;
import safecsv.diff.plan.PlanTable;
import safecsv.diff.plan.PlanWriter;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.WriteSession;
import safecsv.mysql.WriteSettings;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.Secret;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.mysql.settings.TlsSettings;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** A table of its own database, and plans for it that no diff has made. */
final class PlannedTable {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final WriteSettings SETTINGS = new WriteSettings("+00:00", Duration.ofSeconds(5));

    private final TestServer server;
    private final String database;
    private final String name;
    private final Path folder;

    PlannedTable(TestServer server, String database, String name, Path folder) {
        this.server = server;
        this.database = database;
        this.name = name;
        this.folder = folder;
    }

    /** Makes a database and runs the statements in it, the first of which creates the table {@code t}. */
    static PlannedTable create(TestServer server, Path folder, String... statements) {
        String database = server.createDatabase("apply");
        List<String> all = new ArrayList<>(List.of("USE `" + database + "`"));
        all.addAll(Arrays.asList(statements));
        server.adminSql(all.toArray(String[]::new));
        return new PlannedTable(server, database, "t", folder);
    }

    String database() {
        return database;
    }

    void sql(String... statements) {
        List<String> all = new ArrayList<>(List.of("USE `" + database + "`"));
        all.addAll(Arrays.asList(statements));
        server.adminSql(all.toArray(String[]::new));
    }

    /** The first column of a query's first row, or null. */
    String value(String sql) {
        try (Connection connection = server.adminConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String checksum() {
        try (Connection connection = server.adminConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("CHECKSUM TABLE " + name)) {
            row.next();
            return row.getString(2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    ConnectionPool pool() {
        return pool(server.admin(), server.host(), server.port());
    }

    static ConnectionPool pool(TestUser user, String host, int port) {
        return ConnectionPool.open(new ConnectionSettings(
                new ServerAddress.Tcp(host, port),
                user.name(),
                Secret.of(user.password()),
                Optional.empty(),
                new TlsSettings(SslMode.PREFERRED, Optional.empty()),
                Duration.ofSeconds(10)));
    }

    TableDefinition definition() {
        try (ConnectionPool pool = pool();
                WriteSession session = WriteSession.open(pool, SETTINGS)) {
            return session.table("`" + database + "`.`" + name + "`");
        }
    }

    /** Rows by key, as canonical texts by column; the key is the primary one. */
    List<Map<String, String>> rows(List<List<String>> keys) {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ConnectionPool pool = pool();
                WriteSession session = WriteSession.open(pool, SETTINGS)) {
            TableDefinition definition = session.table("`" + database + "`.`" + name + "`");
            List<ColumnDefinition> key = definition.primaryKey().stream()
                    .map(column -> definition.column(column).orElseThrow())
                    .toList();
            KeyedSelect select = new KeyedSelect(definition, key, definition.columns());
            session.rows(select, keys, KeyedSelect.Lock.NONE, raw -> {
                Map<String, String> row = new LinkedHashMap<>();
                List<String> texts = CanonicalText.of(raw);
                for (int place = 0; place < texts.size(); place++) {
                    row.put(definition.columns().get(place).name(), texts.get(place));
                }
                rows.add(row);
            });
        }
        return rows;
    }

    PlanHeader header() {
        try (ConnectionPool pool = pool();
                WriteSession session = WriteSession.open(pool, SETTINGS)) {
            ServerIdentity identity = session.server();
            TableDefinition definition = session.table("`" + database + "`.`" + name + "`");
            List<PlanColumn> columns = definition.columns().stream()
                    .map(column -> new PlanColumn(
                            column.name(), column.type().declared(), null, null, role(definition, column)))
                    .toList();
            return new PlanHeader(
                    PlanHeader.Purpose.CHANGE,
                    new PlanServer(identity.uuid(), identity.version()),
                    new PlanTable(database, name, definition.fingerprint(), columns, definition.primaryKey()),
                    new PlanSession("+00:00", "STRICT_TRANS_TABLES"),
                    List.of(),
                    PlanCounts.NONE);
        }
    }

    private static PlanColumn.Role role(TableDefinition table, ColumnDefinition column) {
        if (table.primaryKey().contains(column.name())) {
            return PlanColumn.Role.KEY;
        }
        return column.generated() ? PlanColumn.Role.READ_ONLY : PlanColumn.Role.DATA;
    }

    /** A delete guards every cell: those that it does not name are as the table has them now. */
    private PlanChange completed(PlanHeader header, PlanChange change) {
        if (change.kind() != PlanChange.Kind.DELETE || !header.table().name().equals(name)) {
            return change;
        }
        List<String> key = header.table().key().stream().map(change.key()::get).toList();
        List<Map<String, String>> now = rows(List.of(key));
        Map<String, PlanCell> cells = new LinkedHashMap<>(change.cells());
        for (PlanColumn column : header.table().columns()) {
            if (column.role() == PlanColumn.Role.DATA) {
                cells.putIfAbsent(
                        column.name(),
                        PlanCell.deleted(now.isEmpty() ? null : now.get(0).get(column.name())));
            }
        }
        return new PlanChange(change.kind(), change.line(), change.key(), cells);
    }

    Path plan(PlanChange... changes) {
        return plan(header(), List.of(changes));
    }

    Path plan(PlanHeader header, List<PlanChange> changes) {
        Path path = folder.resolve("plan" + COUNTER.incrementAndGet() + ".jsonl");
        try (PlanWriter writer = PlanWriter.create(path, header, false)) {
            changes.forEach(change -> writer.write(completed(header, change)));
            writer.publish();
        }
        return path;
    }

    static Path undoOf(Path plan) {
        return plan.resolveSibling(plan.getFileName().toString().replace(".jsonl", ".undo.jsonl"));
    }

    /** The command line, in this process. */
    InProcess run(String command, Path plan, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, plan.toString(), "--yes"));
        arguments.addAll(List.of(more));
        return InProcess.run(server, arguments);
    }

    /** In this process, all in one transaction. */
    ApplySummary apply(Path plan) {
        try (ConnectionPool pool = pool()) {
            return apply(pool, plan, ApplyRequest.Mode.WHOLE);
        }
    }

    static ApplySummary apply(ConnectionPool pool, Path plan, ApplyRequest.Mode mode) {
        try (PlanReader reader = PlanReader.open(plan);
                Applier applier = new Applier(
                        pool,
                        reader,
                        new ApplyRequest(
                                undoOf(plan),
                                mode,
                                Long.MAX_VALUE,
                                Duration.ofSeconds(5),
                                ApplyRequest.PartialUndo.REFUSE,
                                Optional.empty()))) {
            return applier.run();
        }
    }

    static Map<String, String> key(String... namesAndValues) {
        Map<String, String> key = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            key.put(namesAndValues[at], namesAndValues[at + 1]);
        }
        return key;
    }

    static PlanChange update(String id, String column, String before, String after) {
        return new PlanChange(
                PlanChange.Kind.UPDATE, 2, key("id", id), Map.of(column, PlanCell.changed(before, after)));
    }

    static PlanChange insert(String id, String column, String value) {
        return new PlanChange(PlanChange.Kind.INSERT, 3, key("id", id), Map.of(column, PlanCell.inserted(value)));
    }

    static PlanChange delete(String id, String column, String before) {
        return new PlanChange(PlanChange.Kind.DELETE, 0, key("id", id), Map.of(column, PlanCell.deleted(before)));
    }
}
