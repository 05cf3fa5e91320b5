package safecsv.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The built folder, to be copied and looked at. */
final class Distribution {
    private Distribution() {}

    /** Copies the folder with its modes and times, as {@code cp -a} does; returns {@code target}. */
    static Path copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> paths = Files.walk(Launch.HOME)) {
            for (Path path : paths.skip(1).toList()) {
                Path copy = target.resolve(Launch.HOME.relativize(path).toString());
                Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return target;
    }

    /** Every file below {@code folder}, relative to it, sorted. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
