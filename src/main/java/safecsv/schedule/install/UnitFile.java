package safecsv.schedule.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/**
 * A unit.
 *
 * @param name the name of its file
 * @param text what is in it; it begins with a comment that says where it goes
 */
public record UnitFile(String name, String text) {
    /** Writes it into a folder, over an older one. */
    public void writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED, "Can't write %s: %s.".formatted(folder.resolve(name), IoReason.of(e)), e);
        }
    }
}
