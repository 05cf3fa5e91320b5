package safecsv.export;

import java.nio.file.Path;
import java.util.Locale;
import safecsv.csv.Compression;

/** The names of the parts of a divided export: {@code users.0001.csv.gz} and so on for {@code users.csv.gz}. */
final class PartNames {
    private PartNames() {}

    /** @param number from 1; four digits, and more from 10,000 on */
    static Path of(Path target, int number) {
        String name = target.getFileName().toString();
        int end = name.length() - Compression.byName(name).suffix().length();
        int dot = name.lastIndexOf('.', end - 1);
        int at = dot > 0 ? dot : end;
        return target.resolveSibling(
                name.substring(0, at) + String.format(Locale.ROOT, ".%04d", number) + name.substring(at));
    }
}
