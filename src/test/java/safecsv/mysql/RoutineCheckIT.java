package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/** Stored functions that do what neither the words of a query nor a READ ONLY session show. */
class RoutineCheckIT {
    private static TestServer server;
    private static String database;

    @BeforeAll
    static void make_functions() {
        server = TestServer.get();
        database = server.createDatabase("routines");
        function("harmless", "RETURN CONCAT('a', 1)");
        function("writes", "BEGIN SELECT 1 INTO OUTFILE 'safecsv_routine'; RETURN 1; END");
        function("setting", "BEGIN SET SESSION sql_select_limit = 1; RETURN 1; END");
        function("waits", "RETURN SLEEP(0)");
        function("indirect", "RETURN " + database + ".waits()");
    }

    private static void function(String name, String body) {
        server.adminSql(
                "CREATE FUNCTION " + database + "." + name + "() RETURNS VARCHAR(9) DETERMINISTIC NO SQL " + body);
    }

    @Test
    void a_harmless_function_is_called() {
        assertEquals(
                "f\na1\n",
                export("SELECT harmless() f").run().assertExit(ExitCode.DONE).outputText());
    }

    @ParameterizedTest
    @CsvSource({
        "writes, writes a file",
        "setting, changes a setting",
        "waits, calls SLEEP",
        "indirect, calls SLEEP",
        "`WRITES`, writes a file"
    })
    void a_function_that_does_more_is_refused(String name, String reason) {
        export("SELECT " + name + "() f").run().assertExit(ExitCode.REFUSED).assertErrorContains(reason);
    }

    @Test
    void a_condition_of_a_table_is_looked_at_too() {
        server.adminSql("CREATE TABLE " + database + ".t (id INT PRIMARY KEY)");
        SafecsvCli.safecsv("export", "-D", database, "--table", "t", "--where", "waits() = 0")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("calls SLEEP");
    }

    @Test
    void a_body_that_can_not_be_read_needs_trust() {
        TestUser user = server.createUser("EXECUTE ON " + database + ".*");
        SafecsvCli refused = SafecsvCli.safecsv("export", "-D", database, "-e", "SELECT harmless() f")
                .on(server, user);
        refused.run().assertExit(ExitCode.REFUSED).assertErrorContains("--trust-functions");
        assertEquals(
                "f\na1\n",
                refused.with("--trust-functions")
                        .run()
                        .assertExit(ExitCode.DONE)
                        .outputText());
    }

    private static SafecsvCli export(String sql) {
        return SafecsvCli.safecsv("export", "-D", database, "-e", sql).on(server, server.admin());
    }
}
