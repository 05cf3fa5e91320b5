package safecsv.export;

import java.io.OutputStream;
import java.nio.file.Path;
import safecsv.csv.FileSet;
import safecsv.csv.PartSinks;
import safecsv.csv.SplitRule;
import safecsv.csv.StreamSink;
import safecsv.csv.TargetCheck;

/** Where an export goes. */
public sealed interface ExportTarget {
    /** Refuses what can't be written, before any work is done. */
    void check();

    /**
     * What opens its parts.
     *
     * @param files publishes them, where they are files
     */
    PartSinks parts(FileSet files, SplitRule split);

    /** A short name for messages. */
    String name();

    /**
     * A file, complete or absent.
     *
     * @param replace whether an existing regular file is replaced
     */
    record File(Path path, boolean replace) implements ExportTarget {
        @Override
        public void check() {
            TargetCheck.check(path, replace);
        }

        @Override
        public PartSinks parts(FileSet files, SplitRule split) {
            return number -> files.create(split.splits() ? PartNames.of(path, number) : path, replace);
        }

        @Override
        public String name() {
            return path.toString();
        }
    }

    /** Standard output. */
    record Stream(OutputStream stream) implements ExportTarget {
        @Override
        public void check() {
            // A stream is always there; that it broke shows when it is written.
        }

        @Override
        public PartSinks parts(FileSet files, SplitRule split) {
            if (split.splits()) {
                throw new IllegalArgumentException("a stream has no parts");
            }
            return number -> new StreamSink(stream);
        }

        @Override
        public String name() {
            return "standard output";
        }
    }
}
