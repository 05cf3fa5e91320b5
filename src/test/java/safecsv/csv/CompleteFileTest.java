package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class CompleteFileTest {
    @TempDir
    private Path directory;

    @Test
    void appears_only_when_published_and_is_readable_by_its_owner_alone() throws IOException {
        Path target = directory.resolve("a.csv");
        try (CompleteFile file = CompleteFile.create(target, false)) {
            write(file, "one");
            assertFalse(Files.exists(target));
            assertTrue(names().get(0).endsWith(CompleteFile.PART_SUFFIX), names().toString());
            file.publish();
        }
        assertEquals("one", Files.readString(target));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        assertEquals(List.of("a.csv"), names());
    }

    @Test
    void leaves_nothing_when_it_is_closed_before_it_is_published() throws IOException {
        try (CompleteFile file = CompleteFile.create(directory.resolve("a.csv"), false)) {
            write(file, "one");
        }
        assertEquals(List.of(), names());
    }

    @Test
    void refuses_an_existing_file_without_consent_and_leaves_it() throws IOException {
        Path target = Files.writeString(directory.resolve("a.csv"), "old");
        assertEquals(ExitCode.REFUSED, refusal(target, false).exitCode());
        assertEquals("old", Files.readString(target));
    }

    @Test
    void replaces_a_file_at_the_end_and_not_before() throws IOException {
        Path target = Files.writeString(directory.resolve("a.csv"), "old");
        try (CompleteFile file = CompleteFile.create(target, true)) {
            write(file, "new");
            assertEquals("old", Files.readString(target));
            file.publish();
        }
        assertEquals("new", Files.readString(target));
        assertEquals(List.of("a.csv"), names());
    }

    @Test
    void does_not_replace_a_file_that_appeared_in_the_meantime() throws IOException {
        Path target = directory.resolve("a.csv");
        try (CompleteFile file = CompleteFile.create(target, false)) {
            write(file, "mine");
            Files.writeString(target, "theirs");
            IOException failure = assertThrows(IOException.class, file::publish);
            assertTrue(failure.getMessage().contains("theirs was left"), failure.getMessage());
        }
        assertEquals("theirs", Files.readString(target));
        assertEquals(List.of("a.csv"), names());
    }

    @Test
    void does_not_publish_a_file_that_somebody_put_in_the_place_of_its_own() throws IOException {
        Path target = directory.resolve("a.csv");
        try (CompleteFile file = CompleteFile.create(target, false)) {
            write(file, "mine");
            Path part = directory.resolve(names().get(0));
            // Made before the other is removed, so that it can't get its inode.
            Path theirs = Files.writeString(directory.resolve("theirs"), "evil");
            Files.move(theirs, part, StandardCopyOption.REPLACE_EXISTING);
            assertThrows(IOException.class, file::publish);
        }
        assertFalse(Files.exists(target));
    }

    @Test
    void writes_a_file_with_the_longest_name_that_a_file_system_allows() throws IOException {
        Path target = directory.resolve("表".repeat(84) + "csv");
        try (CompleteFile file = CompleteFile.create(target, false)) {
            write(file, "one");
            file.publish();
        }
        assertEquals(List.of(target.getFileName().toString()), names());
    }

    @Test
    void says_that_the_directory_is_gone() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        try (CompleteFile file = CompleteFile.create(folder.resolve("a.csv"), true)) {
            write(file, "one");
            Files.delete(folder.resolve(names(folder).get(0)));
            Files.delete(folder);
            IOException failure = assertThrows(IOException.class, file::publish);
            assertTrue(failure.getMessage().contains("removed its directory"), failure.getMessage());
        }
    }

    @Test
    void refuses_a_symbolic_link_even_with_consent_and_even_a_dangling_one() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.csv"), directory.resolve("elsewhere.csv"));
        assertEquals(ExitCode.REFUSED, refusal(link, true).exitCode());
        assertEquals(List.of("link.csv"), names());
    }

    @Test
    void refuses_directories_devices_and_missing_directories() {
        assertEquals(ExitCode.USAGE, refusal(directory, true).exitCode());
        assertEquals(ExitCode.USAGE, refusal(Path.of("/dev/null"), true).exitCode());
        assertEquals(
                ExitCode.USAGE, refusal(directory.resolve("no/such.csv"), true).exitCode());
        assertEquals(ExitCode.USAGE, refusal(Path.of("/"), true).exitCode());
    }

    private static SafecsvException refusal(Path target, boolean replace) {
        return assertThrows(SafecsvException.class, () -> CompleteFile.create(target, replace));
    }

    private static void write(CompleteFile file, String text) throws IOException {
        file.write(text.getBytes(UTF_8), 0, text.length());
    }

    private List<String> names() throws IOException {
        return names(directory);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
