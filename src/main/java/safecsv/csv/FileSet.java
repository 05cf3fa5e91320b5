package safecsv.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Creates a temporary file that will be published with the others, in this order.
     *
     * @throws SafecsvException as {@link CompleteFile#create} does
     */
    public synchronized CompleteFile create(Path target, boolean replace) {
        CompleteFile file = CompleteFile.create(target, replace);
        files.add(file);
        return file;
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
        List<CompleteFile> shown = new ArrayList<>();
        for (CompleteFile file : files) {
            try {
                file.show(files.size() > 1);
            } catch (IOException e) {
                withdraw(shown, e);
                throw files.size() == 1 ? e : new IOException(file.name() + ": " + e.getMessage(), e);
            }
            shown.add(file);
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

    private static void withdraw(List<CompleteFile> shown, IOException cause) {
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
