package safecsv.doctor;

import java.util.ArrayList;
import java.util.List;
import safecsv.ExitCode;

/** What is on this machine; made even where no server can be reached. */
final class LocalChecks {
    private static final String DIRECTORY = "directory";
    private static final long LITTLE_SPACE = 1L << 30;
    private static final int OTHERS = 6;
    private static final int GROUP = 3;

    private LocalChecks() {}

    static List<Finding> directory(DirectoryFacts directory) {
        if (!directory.exists()) {
            return List.of(Finding.fail(
                    DIRECTORY, "there is no directory " + directory.path(), "Create it first.", ExitCode.USAGE));
        }
        if (directory.unwritable().isPresent()) {
            return List.of(Finding.fail(
                    DIRECTORY,
                    "no file can be made in %s: %s"
                            .formatted(directory.path(), directory.unwritable().get()),
                    "Write into a directory of yours; do not open this one for everybody.",
                    ExitCode.FAILED));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(space(directory));
        directory.permissions().ifPresent(permissions -> findings.add(access(directory, permissions)));
        return findings;
    }

    private static Finding space(DirectoryFacts directory) {
        String text = directory.path() + " can be written to"
                + (directory.freeBytes().isPresent()
                        ? ", %d MiB free".formatted(directory.freeBytes().getAsLong() >> 20)
                        : "");
        return directory.freeBytes().orElse(Long.MAX_VALUE) < LITTLE_SPACE
                ? Finding.warn(DIRECTORY, text, "An export that does not fit fails, and leaves no file.")
                : Finding.ok(DIRECTORY, text);
    }

    private static Finding access(DirectoryFacts directory, String permissions) {
        String shown = "permissions " + permissions;
        boolean othersWrite = permissions.charAt(OTHERS + 1) == 'w' || permissions.charAt(GROUP + 1) == 'w';
        boolean othersRead = permissions.charAt(OTHERS) == 'r' || permissions.charAt(GROUP) == 'r';
        if (othersWrite) {
            return Finding.warn(
                    DIRECTORY,
                    shown + ": others may make, rename and perhaps remove files in " + directory.path(),
                    "Files are 0600 and stay readable by you alone; for data that matters choose a directory of your own.");
        }
        return othersRead
                ? Finding.warn(
                        DIRECTORY,
                        shown + ": others can see the names of the files in " + directory.path(),
                        "Files are 0600, so they can't read them. safecsv changes no permission of what is there.")
                : Finding.ok(DIRECTORY, shown + ": yours alone");
    }

    static List<Finding> program(ProgramFacts program) {
        return List.of(Finding.ok("program", "%s, Java %s".formatted(program.version(), program.java())));
    }
}
