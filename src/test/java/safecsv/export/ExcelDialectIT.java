package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.csv.SpreadsheetGuard;
import safecsv.testing.PythonCsv;
import safecsv.testing.SafecsvCli;
import safecsv.testing.TestServer;

/** The dialect for spreadsheets, with the real program. */
@Tag("any-server")
class ExcelDialectIT {
    private static final String QUERY = "SELECT 1 AS ID, 12345678901 a, 123456789012 b, -1.50 c, DATE'2024-01-05' d,"
            + " '0012' e, '1-2' f, '=1+1' g, 'plain, text' h, '' i, NULL j, '=1\\n' k, x'31' l,"
            + " b'1' + 0 m, '''x' n, 1e0 / 3 o";

    @TempDir
    private Path directory;

    @Test
    void guards_what_would_be_converted_and_leaves_the_rest() throws Exception {
        String text = excel();
        assertEquals(
                "\uFEFF\"ID\",a,b,c,d,e,f,g,h,i,j,k,l,m,n,o\r\n1,12345678901,\"=\"\"123456789012\"\"\",-1.50,2024-01-05,"
                        + "\"=\"\"0012\"\"\",\"=\"\"1-2\"\"\",\"=\"\"=1+1\"\"\",\"plain, text\",\"\",,\"'=1\n\",0x31,1,"
                        + "\"=\"\"'x\"\"\",0.3333333333333333\r\n",
                text);
        Path file = Files.writeString(directory.resolve("a.csv"), text.substring(1));
        List<String> cells = PythonCsv.read(file, ',').get(1);
        assertEquals("0012", SpreadsheetGuard.strip(cells.get(5)));
        assertEquals("=1\n", SpreadsheetGuard.strip(cells.get(11)));
        assertEquals("'x", SpreadsheetGuard.strip(cells.get(14)));
    }

    @Test
    void other_guards_and_character_sets_can_be_chosen() {
        assertTrue(excel("--guard", "apostrophe").contains(",'0012,'1-2,'=1+1,"));
        assertTrue(excel("--guard", "none", "--no-bom").startsWith("\"ID\",a,"));
        assertTrue(excel("--guard", "none").contains(",0012,1-2,=1+1,"));
        assertTrue(excel("--charset", "windows-31j", "--delimiter", ";").startsWith("\"ID\";a;"));
    }

    @Test
    void base64_that_looks_like_a_number_is_guarded() {
        assertTrue(run("SELECT x'D76DF8' b", "--binary", "base64").contains("\"=\"\"1234\"\"\""));
    }

    @Test
    void texts_that_a_cell_can_not_hold_are_named() {
        SafecsvCli.safecsv("export", "--dialect", "excel", "-e", "SELECT REPEAT('あ', 32001) story, 'x' other")
                .on(TestServer.get(), TestServer.get().admin())
                .run()
                .assertExit(ExitCode.DONE)
                .assertErrorContains("Column story has 1 text of more than 32,000 characters");
    }

    @Test
    void more_rows_than_a_spreadsheet_opens_are_refused_or_divided() throws Exception {
        TestServer server = TestServer.get();
        String digits = "(SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)";
        String rows = "SELECT 1 a FROM "
                + String.join(
                        ",",
                        IntStream.range(0, 10)
                                .mapToObj(index -> digits + " d" + index)
                                .toList());
        String target = directory.resolve("a.csv").toString();
        SafecsvCli.safecsv("export", "--dialect", "excel", "-e", rows, "-o", target)
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("more than 1,048,575 rows")
                .assertErrorContains("--split-rows 1048575");
        assertEquals(0, directory.toFile().list().length);
        SafecsvCli.safecsv("export", "--dialect", "excel", "-e", rows, "-o", target, "--split-bytes", "1GB")
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE);
        assertEquals(2, directory.toFile().list().length);
    }

    private static String excel(String... options) {
        return run(QUERY, options);
    }

    private static String run(String query, String... options) {
        TestServer server = TestServer.get();
        return SafecsvCli.safecsv("export", "--quiet", "--dialect", "excel", "-e", query)
                .with(options)
                .on(server, server.admin())
                .run()
                .assertExit(ExitCode.DONE)
                .outputText();
    }
}
