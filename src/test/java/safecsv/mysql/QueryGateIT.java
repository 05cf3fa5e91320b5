package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** The gate in front of a real server; every statement that it lets pass here is then run. */
class QueryGateIT {
    /** Where the server's own files are, so that it could write there. */
    private static String file;

    private static Connection administrator;
    private static Connection session;
    private static boolean mariaDb;

    @BeforeAll
    static void make_a_table_and_a_function_that_writes() throws SQLException {
        administrator = GateServer.administrator();
        mariaDb = GateServer.isMariaDb(administrator);
        GateServer.execute(administrator, "DROP TABLE IF EXISTS t");
        GateServer.execute(administrator, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB");
        GateServer.execute(administrator, "INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        GateServer.execute(administrator, "DROP FUNCTION IF EXISTS f");
        GateServer.execute(
                administrator,
                "CREATE FUNCTION f() RETURNS INT DETERMINISTIC MODIFIES SQL DATA"
                        + " BEGIN UPDATE t SET name = 'written'; RETURN 1; END");
        GateServer.execute(administrator, "DROP PROCEDURE IF EXISTS p");
        GateServer.execute(administrator, "CREATE PROCEDURE p() BEGIN UPDATE t SET name = 'written'; SELECT 1; END");
        file = GateServer.text(administrator, "SELECT @@datadir") + "safecsv_gate_out.txt";
        session = GateServer.readOnly();
    }

    @AfterAll
    static void close() throws SQLException {
        if (session != null) {
            session.close();
            GateServer.execute(administrator, "DROP DATABASE " + GateServer.DATABASE);
            administrator.close();
        }
    }

    static Stream<String> forbidden() {
        return ForbiddenStatements.all(file);
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void is_refused_and_leaves_nothing_behind(String sql) throws SQLException {
        // WITH before DELETE and UPDATE is not in MariaDB's grammar, so there it is a syntax error.
        Assumptions.assumeFalse(
                mariaDb && sql.startsWith("WITH a AS (SELECT 1 AS id)"), "MySQL alone knows the syntax");
        SafecsvException error = assertThrows(SafecsvException.class, () -> check(sql));
        assertAll(
                () -> assertEquals(ExitCode.REFUSED, error.exitCode(), error.getMessage()),
                () -> assertTrue(error.getMessage().startsWith("Refused: "), error.getMessage()),
                QueryGateIT::assertNothingChanged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t",
                "(SELECT * FROM t)",
                "SELECT id FROM t UNION ALL SELECT 3 ORDER BY 1",
                "WITH a AS (SELECT * FROM t) SELECT * FROM a",
                "SELECT /*+ MAX_EXECUTION_TIME(1000) */ * FROM t",
                "/* a */ SELECT 1 -- b",
                "SELECT {d '2024-01-01'}, {fn NOW()}, '{d x}'",
                "SHOW TABLES",
                "SHOW CREATE TABLE t",
                "SHOW PROCESSLIST",
                "DESC t",
                "DESCRIBE t name",
                "EXPLAIN SELECT * FROM t",
                "EXPLAIN FORMAT=JSON SELECT * FROM t",
                "SELECT t.into, `sleep` FROM (SELECT 1 AS `into`, 'into outfile' AS sleep) t;",
                "SELECT IS_FREE_LOCK('a'), LAST_INSERT_ID()",
            })
    void reads_pass_and_run(String sql) throws SQLException {
        BoundQuery query = NamedParameters.bind(sql, Map.of());
        QueryGate.check(session, query, TrustedFunctions.NONE);
        try (PreparedStatement statement = query.prepare(session)) {
            assertTrue(statement.execute());
            assertTrue(statement.getResultSet().getMetaData().getColumnCount() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TABLE t", "VALUES ROW(1, 2), ROW(3, 4)", "EXPLAIN ANALYZE SELECT * FROM t"})
    void reads_of_mysql_alone_pass_and_run(String sql) throws SQLException {
        Assumptions.assumeFalse(mariaDb, "MySQL alone knows the syntax");
        reads_pass_and_run(sql);
    }

    @Test
    void a_function_that_writes_is_refused_by_the_gate_and_stopped_by_the_session() throws SQLException {
        SafecsvException refusal = assertThrows(SafecsvException.class, () -> check("SELECT f()"));
        assertEquals(ExitCode.REFUSED, refusal.exitCode(), refusal.getMessage());
        try (PreparedStatement statement =
                NamedParameters.bind("SELECT f()", Map.of()).prepare(session)) {
            SQLException error = assertThrows(SQLException.class, statement::execute);
            assertEquals(ServerErrors.READ_ONLY_TRANSACTION, error.getErrorCode());
            assertEquals(ExitCode.REFUSED, ServerErrors.whileReading(error).exitCode());
        }
        assertNothingChanged();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT SELEC 1               | MySQL does not understand the query at line 1, column 14, near: 1.",
                "SELECT id name other FROM t  | at line 1, column 16, near: other FROM t.",
                "SELECT 1 +                   | it ends too early",
                "SELECT * FROM nowhere        | nowhere' doesn't exist. Check the spelling",
                "SELECT * FROM nowhere.t      | nowhere",
                "SELECT nothing FROM t        | Unknown column 'nothing'",
            })
    void what_the_server_does_not_accept_fails_with_one_clear_sentence(String sql, String expected) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> check(sql));
        assertEquals(ExitCode.FAILED, error.exitCode());
        assertTrue(error.getMessage().contains(expected), error.getMessage());
        assertTrue(error.getMessage().endsWith(" The query was not run."), error.getMessage());
    }

    @Test
    void a_syntax_error_after_placeholders_is_placed_in_the_users_own_text() {
        BoundQuery query = NamedParameters.bind(
                "SELECT *\nFROM t WHERE name = :name_of_it AND id = :id id LIMIT 1",
                Map.of("name_of_it", "a", "id", "1"));
        SafecsvException error =
                assertThrows(SafecsvException.class, () -> QueryGate.check(session, query, TrustedFunctions.NONE));
        assertTrue(error.getMessage().contains("at line 2, column 46, near: id LIMIT 1."), error.getMessage());
    }

    @Test
    void no_database_selected_says_what_to_do() throws SQLException {
        try (Connection nowhere = GateServer.readOnly()) {
            GateServer.execute(administrator, "CREATE DATABASE safecsv_gate_gone");
            nowhere.setCatalog("safecsv_gate_gone");
            GateServer.execute(administrator, "DROP DATABASE safecsv_gate_gone");
            BoundQuery query = NamedParameters.bind("SELECT * FROM t", Map.of());
            SafecsvException error =
                    assertThrows(SafecsvException.class, () -> QueryGate.check(nowhere, query, TrustedFunctions.NONE));
            assertEquals(ExitCode.FAILED, error.exitCode());
            assertTrue(error.getMessage().contains("-D"), error.getMessage());
        }
    }

    @Test
    void a_session_that_may_write_or_reads_quotes_otherwise_is_a_bug() throws SQLException {
        BoundQuery query = NamedParameters.bind("SELECT 1", Map.of());
        assertThrows(IllegalStateException.class, () -> QueryGate.check(administrator, query, TrustedFunctions.NONE));
        try (Connection connection = GateServer.readOnly()) {
            GateServer.execute(connection, "SET SESSION sql_mode = 'ANSI_QUOTES'");
            assertThrows(IllegalStateException.class, () -> QueryGate.check(connection, query, TrustedFunctions.NONE));
        }
        try (Connection connection = GateServer.connect("sql_mode='NO_BACKSLASH_ESCAPES'")) {
            GateServer.execute(connection, "SET SESSION sql_mode = 'STRICT_TRANS_TABLES'");
            assertThrows(
                    IllegalStateException.class, () -> query.prepare(connection).close());
        }
    }

    private static void check(String sql) {
        QueryGate.check(session, NamedParameters.bind(sql, Map.of()), TrustedFunctions.NONE);
    }

    private static void assertNothingChanged() throws SQLException {
        assertEquals(
                "1a2b",
                GateServer.text(administrator, "SELECT GROUP_CONCAT(id, name ORDER BY id SEPARATOR '') FROM t"));
        assertEquals(
                "1",
                GateServer.text(
                        session,
                        "SELECT COUNT(*) FROM information_schema.tables"
                                + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"));
        assertNull(GateServer.text(administrator, "SELECT LOAD_FILE('" + file + "')"));
        assertNull(GateServer.text(session, "SELECT COALESCE(@a, @b)"));
    }
}
