package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.KeyedSelect;
import safecsv.mysql.table.TableDefinition;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Table definitions and rows by key, as an account sees them that may do no more than SELECT. */
class TableSnapshotIT {
    private static TestServer server;
    private static String database;
    private static TestUser reader;

    @BeforeAll
    static void make_tables() {
        server = TestServer.get();
        database = server.createDatabase("tables");
        reader = server.createUser("SELECT ON " + database + ".*");
    }

    private static void sql(String... statements) {
        server.adminSql(Stream.concat(Stream.of("USE " + database), Stream.of(statements))
                .toArray(String[]::new));
    }

    private static <T> T asked(TestUser user, Function<TableSnapshot, T> question) {
        ServerUnderTest under = ServerUnderTest.required();
        try (ConnectionPool pool = ConnectionPool.open(Settings.of(under.address())
                        .user(user.name(), user.password())
                        .database(database)
                        .build());
                ReadSession session = ReadSession.open(pool, Duration.ZERO)) {
            return question.apply(TableSnapshot.begin(session, null));
        }
    }

    private static TableDefinition table(String name) {
        return asked(reader, snapshot -> snapshot.table(name));
    }

    /** The rows found for keys, each as {@code k|v} with bytes as they came. */
    private static List<String> found(String table, List<String> key, List<List<String>> keys) {
        return asked(reader, snapshot -> {
            TableDefinition definition = snapshot.table(table);
            List<ColumnDefinition> columns = key.stream()
                    .map(name -> definition.column(name).orElseThrow())
                    .toList();
            List<String> rows = new ArrayList<>();
            snapshot.rows(
                    new KeyedSelect(definition, columns, definition.columns()),
                    keys,
                    row -> rows.add(String.join(
                            "|",
                            row.stream()
                                    .map(value -> new String(value.bytes(), StandardCharsets.UTF_8))
                                    .toList())));
            return rows.stream().sorted().toList();
        });
    }

    @Test
    void a_definition_says_what_each_column_is() {
        sql(
                "CREATE TABLE described (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, code VARCHAR(10) NOT NULL,"
                        + " part VARCHAR(20), doubled INT AS (LENGTH(code)) VIRTUAL, changed TIMESTAMP NOT NULL DEFAULT"
                        + " CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, maybe INT, UNIQUE KEY by_code (code),"
                        + " UNIQUE KEY by_maybe (maybe), UNIQUE KEY by_part (part(3)))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent BIGINT UNSIGNED, CONSTRAINT of_parent FOREIGN KEY"
                        + " (parent) REFERENCES described (id) ON DELETE CASCADE)",
                "CREATE TRIGGER noticed BEFORE UPDATE ON described FOR EACH ROW SET NEW.maybe = 1");
        TableDefinition described = table("described");
        assertEquals(TableDefinition.Kind.BASE_TABLE, described.kind());
        assertTrue(described.transactional());
        assertEquals(List.of("id"), described.primaryKey());
        assertEquals(
                List.of("PRIMARY", "by_code"),
                described.rowKeys().stream().map(key -> key.name()).toList());
        ColumnDefinition id = described.column("ID").orElseThrow();
        assertTrue(id.autoIncrement() && id.defaulted() && id.type().unsigned() && !id.nullable());
        assertFalse(described.column("code").orElseThrow().defaulted());
        assertTrue(described.column("doubled").orElseThrow().generated());
        ColumnDefinition changed = described.column("changed").orElseThrow();
        assertTrue(changed.onUpdate() && changed.defaulted() && !changed.generated());
        server.requireMySql("MariaDB shows foreign keys only to who may do more than SELECT");
        assertEquals(1, described.children().size());
        assertTrue(described.children().get(0).followsDelete());
        assertFalse(described.children().get(0).followsUpdate());
    }

    @Test
    void triggers_are_seen_by_who_may_see_them_and_others_are_known_not_to() {
        sql(
                "CREATE TABLE watched (id INT PRIMARY KEY, n INT)",
                "CREATE TRIGGER watching BEFORE UPDATE ON watched FOR EACH ROW SET NEW.n = 1");
        TableDefinition seen = asked(server.admin(), snapshot -> snapshot.table(database + ".watched"));
        assertTrue(seen.triggersVisible());
        assertEquals("watching", seen.triggers().get(0).name());
        TestUser trusted = server.createUser("SELECT, TRIGGER ON " + database + ".*");
        assertTrue(asked(trusted, snapshot -> snapshot.table("watched")).triggersVisible());
        TableDefinition unseen = table("watched");
        assertFalse(unseen.triggersVisible());
        assertTrue(unseen.triggers().isEmpty());
        assertEquals(seen.fingerprint(), unseen.fingerprint());
    }

    @Test
    void the_fingerprint_changes_with_the_columns_and_keys_and_with_nothing_else() {
        sql("CREATE TABLE printed (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10))");
        String before = table("printed").fingerprint();
        sql("INSERT INTO printed (name) VALUES ('a'), ('b')", "ALTER TABLE printed AUTO_INCREMENT = 1000");
        sql("ANALYZE TABLE printed", "ALTER TABLE printed COMMENT 'what others say'");
        assertEquals(before, table("printed").fingerprint());
        List<String> changes = List.of(
                "ADD COLUMN more INT",
                "MODIFY more BIGINT",
                "MODIFY more BIGINT UNSIGNED",
                "MODIFY name VARCHAR(10) COLLATE utf8mb4_bin",
                "ALTER COLUMN more SET DEFAULT 7",
                "ADD UNIQUE KEY by_name (name)");
        for (String change : changes) {
            sql("ALTER TABLE printed " + change);
            String after = table("printed").fingerprint();
            assertNotEquals(before, after, change);
            before = after;
        }
    }

    @Test
    void keys_are_found_whatever_their_type() {
        sql(
                "CREATE TABLE wide (k BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "INSERT INTO wide VALUES (18446744073709551615, 1), (0, 2), (9223372036854775808, 3)",
                "CREATE TABLE narrow (k BIGINT PRIMARY KEY, v INT)",
                "INSERT INTO narrow VALUES (-9223372036854775808, 1), (-1, 2), (1, 3)",
                "CREATE TABLE octets (k VARBINARY(10) PRIMARY KEY, v INT)",
                "INSERT INTO octets VALUES ('a', 1), ('a ', 2), ('A', 3), ('', 4)",
                "CREATE TABLE pairs (a INT, b VARCHAR(10) CHARACTER SET latin1, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO pairs VALUES (1, 'é', 1), (1, 'x', 2), (2, 'é', 3)",
                "CREATE TABLE moments (k DATETIME(3) PRIMARY KEY, v INT)",
                "INSERT INTO moments VALUES ('2024-02-29 01:02:03.450', 1), ('2024-02-29 01:02:03.451', 2)",
                "CREATE TABLE singles (k FLOAT PRIMARY KEY, v INT)",
                "INSERT INTO singles VALUES (0.1, 1), (16777216, 2)");
        List<String> key = List.of("k");
        assertEquals(
                List.of("18446744073709551615|1", "9223372036854775808|3"),
                found("wide", key, List.of(List.of("18446744073709551615"), List.of("9223372036854775808"))));
        assertEquals(
                List.of("-1|2", "-9223372036854775808|1"),
                found("narrow", key, List.of(List.of("-9223372036854775808"), List.of("-1"))));
        assertEquals(List.of("a |2", "|4"), found("octets", key, List.of(List.of("0x6120"), List.of("0x"))));
        assertEquals(
                List.of("1|é|1"), found("pairs", List.of("a", "b"), List.of(List.of("1", "é"), List.of("9", "日"))));
        assertEquals(
                List.of("2024-02-29 01:02:03.450|1"),
                found("moments", key, List.of(List.of("2024-02-29 01:02:03.450"))));
        assertEquals(List.of("0.10000000149011612|1"), found("singles", key, List.of(List.of("0.1"))));
    }

    @Test
    void strings_come_back_by_collation_and_at_least_the_exact_one_does() {
        sql(
                "CREATE TABLE folded (k VARCHAR(10) COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)",
                "INSERT INTO folded VALUES ('Abc', 1)",
                "CREATE TABLE exact (k VARCHAR(10) COLLATE utf8mb4_bin PRIMARY KEY, v INT)",
                "INSERT INTO exact VALUES ('Abc', 1), ('abc', 2)");
        assertEquals(List.of("Abc|1"), found("folded", List.of("k"), List.of(List.of("abc "))));
        assertEquals(List.of("abc|2"), found("exact", List.of("k"), List.of(List.of("abc"))));
    }

    @Test
    void a_batch_of_keys_is_found_by_the_index() {
        sql(
                "CREATE TABLE indexed (k VARCHAR(20) CHARACTER SET latin1 PRIMARY KEY, v INT)",
                "INSERT INTO indexed WITH RECURSIVE n AS (SELECT 1 i UNION ALL SELECT i + 1 FROM n WHERE i < 900)"
                        + " SELECT CONCAT('key', i), i FROM n",
                "ANALYZE TABLE indexed");
        TableDefinition table = table("indexed");
        KeyedSelect select = new KeyedSelect(table, List.of(table.columns().get(0)), table.columns());
        String explained = asked(
                server.admin(),
                snapshot -> QueryPlan.accessType(
                        select.sql(List.of(List.of("key7"), List.of("key500"), List.of("日本")), KeyedSelect.Lock.NONE)));
        assertEquals("range", explained);
    }

    @Test
    void one_snapshot_answers_all_questions() {
        sql("CREATE TABLE still (k INT PRIMARY KEY, v INT)", "INSERT INTO still VALUES (1, 1)");
        List<String> seen = asked(reader, snapshot -> {
            TableDefinition table = snapshot.table("still");
            KeyedSelect select = new KeyedSelect(table, List.of(table.columns().get(0)), table.columns());
            sql("UPDATE still SET v = 2");
            List<String> values = new ArrayList<>();
            snapshot.rows(
                    select,
                    List.of(List.of("1")),
                    row -> values.add(new String(row.get(1).bytes(), StandardCharsets.UTF_8)));
            return values;
        });
        assertEquals(List.of("1"), seen);
    }

    @Test
    void a_table_that_is_not_there_is_told() {
        SafecsvException error = assertThrows(SafecsvException.class, () -> table("nowhere"));
        assertEquals(ExitCode.FAILED, error.exitCode());
        assertTrue(error.getMessage().contains(database + ".nowhere"), error.getMessage());
    }

    @Test
    void a_declared_type_is_understood() {
        sql("CREATE TABLE typed (k INT PRIMARY KEY, one ENUM('a''b', 'c') CHARACTER SET latin1)");
        ColumnType one = table("typed").column("one").orElseThrow().type();
        assertEquals(List.of("a'b", "c"), one.members());
        assertEquals("latin1", one.characterSet());
    }
}
