package safecsv.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The removal of one file, which can be taken back until {@link #finish}. */
final class Removal {
    private final Path file;
    private final Path hidden;

    Removal(Path file) {
        this.file = file;
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        this.hidden = file.resolveSibling("." + file.getFileName() + "." + random + Renaming.OLD_SUFFIX);
    }

    String name() {
        return file.toString();
    }

    Path hidden() {
        return hidden;
    }

    void hide() throws IOException {
        Files.move(file, hidden, StandardCopyOption.ATOMIC_MOVE);
    }

    void undo() throws IOException {
        Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    }

    void finish() throws IOException {
        Files.deleteIfExists(hidden);
    }
}
