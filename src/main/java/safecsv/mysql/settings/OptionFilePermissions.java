package safecsv.mysql.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who else can touch a file with passwords in it. Files only: a device or a pipe ({@code /dev/null},
 * {@code <(command)}) has no permissions worth checking. Where a file system has no such permissions, nobody can.
 */
final class OptionFilePermissions {
    private static final Set<PosixFilePermission> OWNER_READS_AND_WRITES =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private OptionFilePermissions() {}

    static boolean isWorldWritable(Path file) {
        return of(file).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** True if group or others can read it. */
    static boolean isReadableByOthers(Path file) {
        Set<PosixFilePermission> permissions = of(file);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    /** What the mysql client demands of a login file: nothing beyond reading and writing for its owner. */
    static boolean isPrivate(Path file) {
        return OWNER_READS_AND_WRITES.containsAll(of(file));
    }

    private static Set<PosixFilePermission> of(Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.isRegularFile(file)) {
            return Set.of();
        }
        try {
            return view.readAttributes().permissions();
        } catch (IOException e) {
            return Set.of(); // it can't be read either, and reading it tells so
        }
    }
}
