package safecsv.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "safecsv.cmd uses no class-data archive")
@Tag("any-server")
class ClassDataArchiveIT {
    @TempDir
    Path temporary;

    @Test
    void the_built_folder_starts_from_its_archive() throws Exception {
        assertTrue(sharesClasses(Launch.HOME));
    }

    @Test
    void a_copied_folder_starts_without_the_archive_and_says_nothing() throws Exception {
        assertFalse(sharesClasses(Distribution.copyTo(temporary.resolve("copy"))));
    }

    @Test
    void a_copied_folder_can_make_its_own() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("copy"));
        makeArchive(copy);
        assertTrue(sharesClasses(copy));
    }

    @Test
    void a_folder_with_a_space_in_its_name_can_make_an_archive_and_runs_with_it() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("a copy"));
        makeArchive(copy);
        // Java 17 puts only its own classes into it (it compares a path with a URL), so what it shares is not asserted.
        Launch.Ended ended = Launch.of(copy.resolve("bin/safecsv"), "--version").run();
        assertEquals(0, ended.exit(), ended::toString);
        assertEquals("", ended.err());
    }

    @Test
    void a_damaged_archive_is_left_unused_and_nothing_is_said() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("damaged"));
        makeArchive(copy);
        Path archive = copy.resolve("lib/safecsv.jsa");
        assertTrue(archive.toFile().setWritable(true));
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertFalse(sharesClasses(copy));
    }

    @Test
    void a_jar_of_another_time_leaves_the_archive_unused_and_nothing_is_said() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("changed"));
        makeArchive(copy);
        Files.setLastModifiedTime(copy.resolve("lib/safecsv.jar"), FileTime.fromMillis(1_700_000_000_000L));
        assertFalse(sharesClasses(copy));
    }

    @Test
    void an_archive_of_other_jars_of_the_same_time_and_size_is_left_unused() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("replaced"));
        makeArchive(copy);
        Files.writeString(copy.resolve("lib/fingerprint"), "another\n");
        assertFalse(sharesClasses(copy));
    }

    @Test
    void a_distribution_without_a_class_list_says_that_it_can_make_no_archive() throws Exception {
        Path copy = Distribution.copyTo(temporary.resolve("bare"));
        Files.delete(copy.resolve("lib/safecsv.classlist"));
        Launch.Ended ended = Launch.of(copy.resolve("bin/safecsv"))
                .with("SAFECSV_ARCHIVE", "make")
                .run();
        assertEquals(2, ended.exit());
        assertTrue(ended.err().contains("no class-data archive can be made"), ended::toString);
    }

    private static void makeArchive(Path home) throws IOException, InterruptedException {
        Launch.Ended ended = Launch.of(home.resolve("bin/safecsv"))
                .with("SAFECSV_ARCHIVE", "make")
                .run();
        assertEquals(new Launch.Ended(0, "", ""), ended);
    }

    /** Whether safecsv's own classes come from the archive; the command must work and be silent either way. */
    private boolean sharesClasses(Path home) throws IOException, InterruptedException {
        Path log = Files.createTempFile(temporary, "classes", ".log");
        Launch.Ended ended = Launch.of(home.resolve("bin/safecsv"), "--version")
                .with("SAFECSV_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run();
        assertEquals(0, ended.exit(), ended::toString);
        assertEquals("", ended.err());
        assertEquals(1, ended.out().lines().count(), ended::toString);
        List<String> main = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" safecsv.cli.Main source:"))
                .toList();
        assertEquals(1, main.size(), "safecsv.cli.Main is not in the log");
        return main.get(0).contains("shared objects file");
    }
}
