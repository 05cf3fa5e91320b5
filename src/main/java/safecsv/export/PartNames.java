package safecsv.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.Compression;
import safecsv.csv.FileNames;
import safecsv.csv.IoReason;
import safecsv.csv.TargetCheck;

/** The names of the parts of a divided export: {@code users.0001.csv.gz} and so on for {@code users.csv.gz}. */
final class PartNames {
    private PartNames() {}

    /** The name of one part; the number, from 1, has four digits, and more from 10,000 on. */
    static Path of(Path target, int number) {
        return target.resolveSibling(before(target) + String.format(Locale.ROOT, ".%04d", number) + after(target));
    }

    /**
     * Refuses where the first part can't be written or any part exists that must not be replaced: readers would take it
     * for one of these.
     */
    static void check(Path target, boolean replace) {
        if (target.getFileName() == null || Files.isDirectory(target)) {
            TargetCheck.check(target, replace);
        }
        TargetCheck.check(of(target, 1), replace);
        for (Path part : existing(target)) {
            TargetCheck.check(part, replace);
        }
    }

    /** The parts from this number on that an earlier export left. */
    static List<Path> existing(Path target, int from) {
        return existing(target).stream()
                .filter(part -> number(target, part) >= from)
                .toList();
    }

    private static List<Path> existing(Path target) {
        try (Stream<Path> files = Files.list(TargetCheck.directoryOf(target))) {
            return files.map(file -> target.resolveSibling(file.getFileName()))
                    .filter(file -> number(target, file) > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "Can't list %s: %s. Nothing was written."
                            .formatted(TargetCheck.directoryOf(target), IoReason.of(e)),
                    e);
        }
    }

    /** Whether a name is that of a part, or looks like one. */
    static boolean isPart(Path target, Path name) {
        return FileNames.same(target.resolveSibling(name.getFileName()), name) && number(target, name) > 0;
    }

    /** The number in a part's name; 0 for other names. */
    private static int number(Path target, Path file) {
        String name = file.getFileName().toString();
        String start = before(target) + ".";
        String end = after(target);
        if (!name.startsWith(start) || !name.endsWith(end) || name.length() < start.length() + 4 + end.length()) {
            return 0;
        }
        String digits = name.substring(start.length(), name.length() - end.length());
        return digits.matches("[0-9]{4,9}") ? Integer.parseInt(digits) : 0;
    }

    private static String before(Path target) {
        String name = target.getFileName().toString();
        return name.substring(0, extension(name));
    }

    private static String after(Path target) {
        String name = target.getFileName().toString();
        return name.substring(extension(name));
    }

    private static int extension(String name) {
        int end = name.length() - Compression.byName(name).suffix().length();
        int dot = name.lastIndexOf('.', end - 1);
        return dot > 0 ? dot : end;
    }
}
