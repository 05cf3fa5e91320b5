package safecsv.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class NewFolderTest {
    @TempDir
    private Path directory;

    @Test
    void makes_what_is_missing_and_takes_it_back_where_it_stayed_empty() {
        Path out = directory.resolve("out");
        NewFolder folder = NewFolder.at(out);
        assertTrue(Files.isDirectory(out));
        folder.removeEmpty();
        assertFalse(Files.exists(out));
    }

    @Test
    void leaves_files_and_what_was_there_before() throws IOException {
        NewFolder.at(directory).removeEmpty();
        assertTrue(Files.isDirectory(directory));
        NewFolder filled = NewFolder.at(directory.resolve("filled"));
        Files.writeString(directory.resolve("filled/a.csv"), "a");
        filled.removeEmpty();
        assertTrue(Files.exists(directory.resolve("filled/a.csv")));
    }

    @Test
    void refuses_another_thing_of_that_name_and_a_way_that_is_not_there() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path nowhere = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));
        for (Path wrong : new Path[] {file, nowhere, directory.resolve("a/b"), file.resolve("in")}) {
            SafecsvException refusal = assertThrows(SafecsvException.class, () -> NewFolder.at(wrong));
            assertEquals(ExitCode.USAGE, refusal.exitCode());
        }
    }
}
