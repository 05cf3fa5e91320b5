package safecsv.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TestServerIT {
    private final TestServer server = TestServer.get();

    /** What other sessions run must not make a test fail that looks at its own. */
    @Test
    void processes_can_be_looked_at_whatever_others_run() throws Exception {
        CompletableFuture<Void> hostile =
                CompletableFuture.runAsync(() -> server.adminSql("SELECT /* \uD83D\uDE00 hostile */ SLEEP(20)"));
        String sql =
                "SELECT id, info FROM " + server.processlist() + " WHERE command <> 'Sleep' AND id <> CONNECTION_ID()";
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            long id = 0;
            while (id == 0) {
                assertFalse(hostile.isDone(), () -> "its end came before it was seen");
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        String info = rows.getString(2);
                        id = info != null && info.contains("hostile") ? rows.getLong(1) : id;
                    }
                }
            }
            statement.execute("KILL QUERY " + id);
        }
        hostile.exceptionally(error -> null).join(); // to MariaDB a SLEEP that is killed is an error, to MySQL none
    }

    @Test
    void one_run_uses_one_server() {
        assertSame(server, TestServer.get());
    }

    @Test
    void a_database_is_fresh_and_its_name_is_not_shared() {
        String first = server.createDatabase("shop");
        String second = server.createDatabase("shop");
        assertNotEquals(first, second);
        server.adminSql("CREATE TABLE " + first + ".t (id INT)", "INSERT INTO " + first + ".t VALUES (1)");
        assertThrows(IllegalStateException.class, () -> server.adminSql("SELECT * FROM " + second + ".t"));
    }

    @Test
    void a_user_may_do_what_it_was_granted_and_no_more() throws SQLException {
        String database = server.createDatabase("grants");
        server.adminSql("CREATE TABLE " + database + ".t (id INT)");
        TestUser reader = server.createUser("SELECT ON " + database + ".*");
        String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/" + database
                + "?allowPublicKeyRetrieval=true";
        try (Connection connection = DriverManager.getConnection(url, reader.name(), reader.password());
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM t")) {
                assertTrue(rows.next());
                assertEquals(0, rows.getInt(1));
            }
            SQLException refusal =
                    assertThrows(SQLException.class, () -> statement.execute("INSERT INTO t VALUES (1)"));
            assertEquals(1142, refusal.getErrorCode());
        }
    }

    @Test
    void an_error_in_a_later_statement_of_a_script_is_not_lost() {
        String database = server.createDatabase("script");
        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> server.runScript(database, "/testing/second-fails.sql"));
        assertTrue(error.getMessage().contains("no_such_table"), error.getMessage());
    }

    @Test
    void a_server_named_without_a_usable_port_is_an_error_and_not_passed_over() {
        Map<String, String> environment = Map.of("SAFECSV_TEST_HOST", "db", "SAFECSV_TEST_PORT", "many");
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> NamedServer.from(environment));
        assertEquals("SAFECSV_TEST_PORT is not a number: many", error.getMessage());
    }
}
