package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
                "CREATE FUNCTION " + database + ".`" + name + "`() RETURNS VARCHAR(9) DETERMINISTIC NO SQL " + body);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stops     | RETURN 1; END                         | BEGIN SHUTDOWN;          | begins with SHUTDOWN",
                "kills     | KILL 0; RETURN 1; END                 | BEGIN                    | begins with KILL",
                "two       | RETURN 1; END                         | BEGIN SET @x = 1, GLOBAL max_connections = 9; |"
                        + " changes a setting",
                "names     | RETURN 1; END                         | BEGIN SET NAMES latin1;  | changes a setting",
                "cut       | RETURN 1; END                         | BEGIN SET net_write_timeout = 1; | no variable of"
                        + " its own",
                "share     | RETURN (SELECT 1 LOCK IN SHARE MODE)  |                          | LOCK IN SHARE MODE",
                "escaped   | RETURN CONCAT('\\'', SLEEP(0), '\\'') |                          | calls SLEEP",
            })
    void a_body_with_any_other_statement_is_refused(String name, String end, String begin, String reason) {
        function(name, (begin == null ? "" : begin + " ") + end);
        export("SELECT `" + name + "`() f")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains(reason)
                .assertErrorContains("--trust-functions");
    }

    @Test
    void the_functions_of_views_count_and_of_views_of_views() {
        server.adminSql("CREATE VIEW " + database + ".v AS SELECT " + database + ".waits() AS w");
        server.adminSql("CREATE VIEW " + database + ".vv AS SELECT w AS x FROM " + database + ".v");
        server.adminSql("CREATE VIEW " + database + ".fine AS SELECT " + database + ".harmless() AS h");
        for (String sql : List.of(
                "SELECT * FROM vv",
                "SELECT 1 FROM fine JOIN fine b ON b.h = 'x', vv",
                "SELECT 1 a FROM (SELECT 1) x WHERE 1 IN (SELECT x FROM vv)")) {
            export(sql).run().assertExit(ExitCode.REFUSED).assertErrorContains("calls SLEEP");
        }
        SafecsvCli.safecsv("export", "-D", database, "--table", "vv")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains(".waits calls SLEEP");
        assertEquals(
                "h\na1\n",
                export("SELECT * FROM fine").run().assertExit(ExitCode.DONE).outputText());
    }

    @Test
    void a_name_that_a_view_gives_to_a_query_of_its_own_may_be_a_views_too() {
        server.adminSql("CREATE VIEW " + database + ".slow AS SELECT " + database + ".waits() AS w");
        server.adminSql("CREATE VIEW " + database + ".hides AS WITH slow AS (SELECT w FROM " + database
                + ".slow) SELECT w FROM slow");
        export("SELECT * FROM hides").run().assertExit(ExitCode.REFUSED).assertErrorContains("calls SLEEP");
    }

    @Test
    void a_view_of_another_database_is_read_with_the_default_one_in_mind() {
        String other = server.createDatabase("routines_elsewhere");
        server.adminSql("CREATE VIEW " + database + ".here AS SELECT " + database + ".waits() AS w");
        server.adminSql("CREATE VIEW " + other + ".there AS SELECT w FROM " + database + ".here");
        export("SELECT * FROM " + other + ".there")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("calls SLEEP");
    }

    @Test
    void an_empty_list_trusts_nothing() {
        export("SELECT 1").with("--trust-functions=").run().assertExit(ExitCode.USAGE);
    }

    @Test
    void a_view_that_can_not_be_read_needs_trust_or_show_view() {
        server.adminSql("CREATE VIEW " + database + ".closed AS SELECT 1 AS a");
        TestUser user = server.createUser("SELECT ON " + database + ".*");
        closed(user).run().assertExit(ExitCode.REFUSED).assertErrorContains("SHOW VIEW");
        closed(user, "--trust-functions", "other.closed,x").run().assertExit(ExitCode.REFUSED);
        closed(user, "--trust-functions", database + ".closed").run().assertExit(ExitCode.DONE);
        closed(user, "--trust-functions=closed").run().assertExit(ExitCode.DONE);
        server.adminSql("GRANT SHOW VIEW ON " + database + ".* TO " + user.name());
        closed(user).run().assertExit(ExitCode.DONE);
    }

    private static SafecsvCli closed(TestUser user, String... more) {
        return SafecsvCli.safecsv("export", "-D", database, "--table", "closed")
                .on(server, user)
                .with(more);
    }

    @Test
    void only_the_functions_that_are_named_are_trusted() {
        SafecsvCli both = export("SELECT waits(), setting() f");
        both.with("--trust-functions", database + ".waits")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains(".setting changes a setting");
    }

    @Test
    void a_trusted_function_that_changes_the_session_leaves_no_file(@TempDir Path folder) {
        function("weekly", "BEGIN SET SESSION default_week_format = 3; RETURN 1; END");
        Path file = folder.resolve("x.csv");
        for (String with : List.of("--trust-functions", "--trust-functions=" + database + ".weekly")) {
            export("SELECT `weekly`() f")
                    .with(with)
                    .with("-o", file.toString())
                    .run()
                    .assertExit(ExitCode.REFUSED)
                    .assertErrorContains("default_week_format was '0' and is '3' now");
            assertFalse(Files.exists(file));
        }
        export("SELECT setting() f")
                .with("--trust-functions")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("sql_select_limit");
    }

    @Test
    void the_server_says_which_function_a_name_means() {
        server.adminSql("CREATE FUNCTION " + database + ".`groß`() RETURNS INT NO SQL RETURN SLEEP(0)");
        server.adminSql("CREATE FUNCTION " + database + ".`count`() RETURNS INT NO SQL RETURN SLEEP(0)");
        for (String call : List.of("GROSS()", "`count`()", "count ()", database + ".groß()", database + ".gros()")) {
            export("SELECT " + call + " f").run().assertExit(ExitCode.REFUSED);
        }
        export("SELECT slèep(0) f").run().assertExit(ExitCode.REFUSED).assertErrorContains("take for others");
        export("SELECT nothing(1) f").run().assertExit(ExitCode.REFUSED).assertErrorContains("Check the spelling");
        export("SELECT COUNT(*) f").run().assertExit(ExitCode.DONE);
        export("SELECT ANY_VALUE(1) f, JSON_PRETTY('[]') g").run();
    }

    private static SafecsvCli export(String sql) {
        return SafecsvCli.safecsv("export", "-D", database, "-e", sql).on(server, server.admin());
    }
}
