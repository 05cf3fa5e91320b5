package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.testing.SafecsvCli;
import safecsv.testing.SmallDisk;
import safecsv.testing.TestServer;

/** An export ends before the disk is full, or does not begin, and leaves the disk as it was. */
@Tag("any-server")
class DiskSpaceIT {
    private static TestServer server;
    private static String database;

    @TempDir
    private Path directory;

    private SmallDisk disk;

    @BeforeAll
    static void make_tables_of_eleven_and_forty_megabytes() {
        server = TestServer.get();
        database = server.createDatabase("space");
        server.adminSql(
                "CREATE TABLE " + database + ".digits (n INT PRIMARY KEY)",
                "INSERT INTO " + database
                        + ".digits WITH RECURSIVE r AS (SELECT 0 n UNION ALL SELECT n + 1 FROM r WHERE n < 99)"
                        + " SELECT n FROM r",
                "CREATE TABLE " + database + ".large (id INT PRIMARY KEY, text TEXT)",
                "INSERT INTO " + database + ".large SELECT a.n * 100 + b.n,"
                        + " REPEAT(SUBSTR(SHA2(a.n * 100 + b.n, 256), 1, 32), 125)"
                        + " FROM " + database + ".digits a, " + database + ".digits b",
                "CREATE TABLE " + database + ".middle LIKE " + database + ".large",
                "INSERT INTO " + database + ".middle SELECT * FROM " + database + ".large WHERE id < 2500",
                "CREATE TABLE " + database + ".small SELECT * FROM " + database + ".large WHERE id < 50",
                "ANALYZE TABLE " + database + ".large, " + database + ".middle, " + database + ".small");
    }

    @BeforeEach
    void mount_eight_megabytes() {
        disk = SmallDisk.at(directory, "8m");
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void a_table_that_surely_has_no_room_is_refused_before_it_is_read() throws Exception {
        export("--table", "large")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("MB would be written into " + directory + ", where 8.4 MB are free")
                .assertErrorContains("Nothing was written. Make room there")
                .assertErrorContains("--no-space-check");
        assertEquals(List.of(), names());
    }

    @Test
    void so_it_is_in_parallel_and_with_a_baseline() throws Exception {
        export("--table", "large", "--parallel", "2").run().assertExit(ExitCode.REFUSED);
        export("--table", "large", "--editable")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("would be written");
        assertEquals(List.of(), names());
    }

    @Test
    void tables_that_have_room_one_by_one_but_not_together_are_refused() throws Exception {
        SafecsvCli.safecsv("export", "--table", "middle", "--table", "large", "--output-dir", directory.toString())
                .on(server, server.admin())
                .with("-D", database)
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("would be written into");
        assertEquals(List.of(), names());
    }

    @Test
    void a_table_that_may_have_no_room_is_begun_with_a_word_and_ends_before_the_disk_is_full() throws Exception {
        String said = export("--table", "middle")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("It ends before the disk is full.")
                .assertErrorContains("safecsv: Stopped before the disk of " + directory + " was full: ")
                .error();
        assertTrue(said.contains(" It got as far as "), said);
        assertTrue(said.contains("Nothing was written to "), said);
        assertEquals(List.of(), names());
    }

    @Test
    void some_columns_of_a_table_and_a_plain_query_are_said_to_be_that_much_at_most() throws Exception {
        for (String[] source : new String[][] {
            {"--table", "large", "--columns", "id"},
            {"-e", "SELECT id FROM large WHERE id >= 0"},
            {"-e", "SELECT id, LEFT(text, 1) AS start FROM large"},
        }) {
            export(source)
                    .with("--force")
                    .run()
                    .assertExit(ExitCode.DONE)
                    .assertErrorContains("Up to about ")
                    .assertErrorContains(" MB would be written into " + directory + ", where ");
        }
        for (String counted : List.of("SELECT COUNT(*) FROM large", "SELECT MIN(id), MAX(text) FROM large")) {
            String said = export("-e", counted, "--force")
                    .run()
                    .assertExit(ExitCode.DONE)
                    .error();
            assertFalse(said.contains("would be written"), said);
        }
    }

    @Test
    void a_query_whose_size_nobody_knows_ends_before_the_disk_is_full() throws Exception {
        Files.write(directory.resolve("other.csv"), new byte[1 << 20]);
        export("-e", "SELECT * FROM large").run().assertExit(ExitCode.REFUSED).assertErrorContains("Stopped before");
        export("-e", "SELECT * FROM large", "--split-rows", "100")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("Stopped before");
        assertEquals(List.of("other.csv"), names());
    }

    @Test
    void what_is_small_is_written_however_little_is_left() throws Exception {
        Files.write(directory.resolve("other.csv"), new byte[7 << 20]);
        export("--table", "small").run().assertExit(ExitCode.DONE);
        assertEquals(List.of("other.csv", "out.csv"), names());
    }

    @Test
    void what_fits_when_compressed_is_written() throws Exception {
        export("--table", "large", "--compress", "zstd").run().assertExit(ExitCode.DONE);
        assertEquals(List.of("out.csv"), names());
    }

    @Test
    void without_the_check_it_goes_on_until_the_disk_is_full() throws Exception {
        export("--table", "large", "--no-space-check")
                .run()
                .assertExit(ExitCode.FAILED)
                .assertErrorContains("No space left on device");
        assertEquals(List.of(), names());
    }

    @Test
    void a_resumable_export_keeps_what_is_complete_and_goes_on_when_there_is_room() throws Exception {
        export("--table", "middle", "--resumable")
                .run()
                .assertExit(ExitCode.REFUSED)
                .assertErrorContains("Stopped before the disk")
                .assertErrorContains("the same command with --resume");
        assertEquals(2, names().size(), names().toString());
        disk.grow("64m");
        export("--table", "middle", "--resume").run().assertExit(ExitCode.DONE).assertErrorContains("2 snapshots");
        assertEquals(List.of("out.csv"), names());
        assertEquals(2501, Files.readAllLines(directory.resolve("out.csv")).size());
    }

    private SafecsvCli export(String... arguments) {
        return SafecsvCli.safecsv("export")
                .with(arguments)
                .with("-o", directory.resolve("out.csv").toString())
                .on(server, server.admin())
                .with("-D", database);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
