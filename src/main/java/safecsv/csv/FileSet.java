package safecsv.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Files that appear together or not at all: parts of one export, several tables, a file and its manifest. Thread-safe.
 *
 * <p>File systems can't rename several files at once. When one rename fails, those before it are taken back; only a
 * process killed between two renames can leave some of them, in the order in which they were created.
 */
public final class FileSet implements AutoCloseable {
    private final List<CompleteFile> files = new ArrayList<>();
    private final Set<Path> targets = new HashSet<>();
    private final List<Removal> removals = new ArrayList<>();
    private final Map<Path, SpaceWatch> spaces = new HashMap<>();
    private final SpaceCheck spaceCheck;

    /** Files that grow until the operating system refuses. */
    public FileSet() {
        this(SpaceCheck.OFF);
    }

    /** @param spaceCheck whether they stop before the disk is full */
    public FileSet(SpaceCheck spaceCheck) {
        this.spaceCheck = spaceCheck;
    }

    /**
     * Creates a temporary file that will be published with the others, in this order.
     *
     * @throws SafecsvException as {@link CompleteFile#create} does, and code 2 where another one of the set has this name
     */
    public synchronized CompleteFile create(Path target, boolean replace) {
        if (!targets.add(FileNames.absolute(target))) {
            throw new SafecsvException(
                    ExitCode.USAGE, "Two of the files to be written would be named %s.".formatted(target));
        }
        CompleteFile file = CompleteFile.create(target, replace, space(target));
        files.add(file);
        return file;
    }

    private SpaceWatch space(Path target) {
        return spaceCheck == SpaceCheck.OFF
                ? null
                : spaces.computeIfAbsent(TargetCheck.directoryOf(target), SpaceWatch::new);
    }

    /** Removes an existing file in the same step: what is left of an earlier set must not pass for part of this one. */
    public synchronized void remove(Path leftover) {
        removals.add(new Removal(leftover));
    }

    /**
     * Gives all files their names.
     *
     * @throws IOException where that failed; every name is then as it was before
     */
    public synchronized void publish() throws IOException {
        for (CompleteFile file : files) {
            file.seal();
        }
        int shown = 0;
        int removed = 0;
        try {
            for (; shown < files.size(); shown++) {
                files.get(shown).show(files.size() + removals.size() > 1);
            }
            for (; removed < removals.size(); removed++) {
                removals.get(removed).hide();
            }
        } catch (IOException e) {
            String name = shown < files.size()
                    ? files.get(shown).name()
                    : removals.get(removed).name();
            IOException cause = files.size() == 1 ? e : new IOException(name + ": " + IoReason.of(e), e);
            withdraw(files.subList(0, shown), removals.subList(0, removed), cause);
            throw cause;
        }
        makeLasting();
    }

    private void makeLasting() throws IOException {
        for (Removal removal : removals) {
            removal.finish();
        }
        Map<Path, CompleteFile> directories = new LinkedHashMap<>();
        for (CompleteFile file : files) {
            file.keep();
            directories.put(TargetCheck.directoryOf(file.target()), file);
        }
        for (CompleteFile file : directories.values()) {
            file.syncDirectory();
        }
    }

    private static void withdraw(List<CompleteFile> shown, List<Removal> removed, IOException cause) {
        for (Removal removal : removed) {
            try {
                removal.undo();
            } catch (IOException e) {
                cause.addSuppressed(new SafecsvException(
                        ExitCode.FAILED,
                        "Can't put %s back: %s. It is beside it as %s."
                                .formatted(removal.name(), IoReason.of(e), removal.hidden()),
                        e));
            }
        }
        for (CompleteFile file : shown) {
            try {
                file.withdraw();
            } catch (IOException e) {
                cause.addSuppressed(new SafecsvException(
                        ExitCode.FAILED,
                        "Can't take %s back: %s. It is not part of a whole set.".formatted(file.name(), IoReason.of(e)),
                        e));
            }
        }
    }

    /** Removes what was not published. */
    @Override
    public synchronized void close() {
        SafecsvException first = null;
        for (CompleteFile file : files) {
            try {
                file.close();
            } catch (SafecsvException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
