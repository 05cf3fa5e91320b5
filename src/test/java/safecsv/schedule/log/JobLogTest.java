package safecsv.schedule.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {
    @TempDir
    private Path folder;

    @Test
    void a_line_that_a_full_disk_cuts_is_taken_back_before_the_next_one() throws IOException {
        Path file = folder.resolve("log");
        try (FullDisk disk =
                new FullDisk(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), 15)) {
            JobLog.appendWhole(disk, "{\"line\":1}\n");
            assertThrows(IOException.class, () -> JobLog.appendWhole(disk, "{\"line\":2}\n"));
            disk.hasRoomAgain();
            JobLog.appendWhole(disk, "{\"line\":3}\n");
        }
        assertEquals("{\"line\":1}\n{\"line\":3}\n", Files.readString(file));
    }
}
