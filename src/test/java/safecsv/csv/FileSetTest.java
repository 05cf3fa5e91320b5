package safecsv.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class FileSetTest {
    @TempDir
    private Path directory;

    @Test
    void publishes_all_files_at_once_and_none_before() throws IOException {
        try (FileSet files = new FileSet()) {
            write(files.create(directory.resolve("a"), false), "one");
            write(files.create(directory.resolve("b"), false), "two");
            assertTrue(names().stream().allMatch(name -> name.endsWith(CompleteFile.PART_SUFFIX)));
            files.publish();
        }
        assertEquals(List.of("a=one", "b=two"), contents());
    }

    @Test
    void has_no_two_files_of_one_name_by_whatever_way() throws IOException {
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("a"), "old");
        try (FileSet files = new FileSet()) {
            write(files.create(directory.resolve("a"), true), "rows");
            SafecsvException refused =
                    assertThrows(SafecsvException.class, () -> files.create(directory.resolve("sub/../a"), true));
            assertEquals(ExitCode.USAGE, refused.exitCode());
        }
        assertEquals("old", Files.readString(directory.resolve("a")));
    }

    @Test
    void leaves_nothing_when_it_is_closed_before_it_is_published() throws IOException {
        try (FileSet files = new FileSet()) {
            write(files.create(directory.resolve("a"), false), "one");
            files.create(directory.resolve("b"), false).seal();
        }
        assertEquals(List.of(), names());
    }

    @Test
    void takes_all_back_when_one_can_not_be_published() throws IOException {
        Files.writeString(directory.resolve("b"), "old b");
        try (FileSet files = new FileSet()) {
            write(files.create(directory.resolve("a"), false), "one");
            write(files.create(directory.resolve("b"), true), "two");
            write(files.create(directory.resolve("c"), false), "three");
            Files.writeString(directory.resolve("c"), "theirs");
            IOException failure = assertThrows(IOException.class, files::publish);
            assertTrue(failure.getMessage().contains("c: somebody created it meanwhile"), failure.getMessage());
        }
        assertEquals(List.of("b=old b", "c=theirs"), contents());
    }

    @Test
    void replaces_files_together() throws IOException {
        Files.writeString(directory.resolve("a"), "old a");
        Files.writeString(directory.resolve("b"), "old b");
        try (FileSet files = new FileSet()) {
            write(files.create(directory.resolve("a"), true), "new a");
            write(files.create(directory.resolve("b"), true), "new b");
            files.publish();
        }
        assertEquals(List.of("a=new a", "b=new b"), contents());
    }

    private static void write(CompleteFile file, String text) throws IOException {
        file.write(text.getBytes(UTF_8), 0, text.length());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> contents() throws IOException {
        List<String> texts = new java.util.ArrayList<>();
        for (String name : names()) {
            texts.add(name + "=" + Files.readString(directory.resolve(name)));
        }
        return texts;
    }
}
