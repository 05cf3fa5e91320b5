package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** Results of unusual shape; expected texts follow docs/csv-format.md. */
class ExportShapesIT {
    @Test
    void a_column_without_a_name_has_an_empty_one() {
        assertEquals("id,\"\"\n1,\"\"\n", exported("SELECT 1 id, ''"));
    }

    @Test
    void columns_may_have_one_name_and_names_may_need_quotes() {
        assertEquals("a,a,\"b,\"\"c\"\n1,2,3\n", exported("SELECT 1 a, 2 a, 3 `b,\"c`"));
    }

    @Test
    void a_result_without_rows_is_its_header() {
        assertEquals("a\n", exported("SELECT 1 a FROM DUAL WHERE FALSE"));
    }

    @Test
    void empty_bytes_are_no_null_in_either_form() {
        assertEquals("b,n\n0x,\n", exported("SELECT x'' b, NULL n"));
        assertEquals("b,n\n\"\",\n", exported("SELECT x'' b, NULL n", "--binary", "base64"));
    }

    @Test
    void show_and_explain_have_rows_too() {
        assertEquals(
                "Variable_name,Value\nautocommit,ON\n",
                exported("SHOW SESSION VARIABLES WHERE Variable_name = 'autocommit'"));
    }

    @Test
    void a_value_that_the_server_made_null_for_its_length_is_a_failure() {
        TestServer server = TestServer.get();
        SafecsvCli.safecsv("export", "--quiet", "-e", "SELECT REPEAT('a', @@max_allowed_packet + 1) a")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("1301");
    }

    private static String exported(String sql, String... options) {
        TestServer server = TestServer.get();
        return SafecsvCli.safecsv("export", "--quiet", "-e", sql)
                .with(options)
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE)
                .outputText();
    }
}
