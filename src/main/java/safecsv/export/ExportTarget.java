package safecsv.export;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import safecsv.csv.FileNames;
import safecsv.csv.FileSet;
import safecsv.csv.PartSinks;
import safecsv.csv.SplitRule;
import safecsv.csv.StreamSink;
import safecsv.csv.TargetCheck;

/** Where an export goes. */
public sealed interface ExportTarget {
    /** Refuses what can't be written, before any work is done. */
    void check(SplitRule split);

    /**
     * What opens its parts.
     *
     * @param files publishes them, where they are files
     */
    PartSinks parts(FileSet files, SplitRule split);

    /**
     * Has parts that an earlier, longer export left behind removed together with the publication.
     *
     * @return a sentence for each
     */
    List<String> removeLeftovers(FileSet files, SplitRule split, int parts);

    /** Whether a file of this name is one that the export itself writes. */
    boolean takes(Path name, SplitRule split);

    /** A short name for messages. */
    String name();

    /**
     * A file, complete or absent.
     *
     * @param replace whether an existing regular file is replaced
     */
    record File(Path path, boolean replace) implements ExportTarget {
        @Override
        public void check(SplitRule split) {
            if (split.splits()) {
                PartNames.check(path, replace);
            } else {
                TargetCheck.check(path, replace);
            }
        }

        @Override
        public PartSinks parts(FileSet files, SplitRule split) {
            return number -> files.create(split.splits() ? PartNames.of(path, number) : path, replace);
        }

        @Override
        public List<String> removeLeftovers(FileSet files, SplitRule split, int parts) {
            if (!split.splits() || !replace) {
                return List.of();
            }
            List<Path> leftovers = PartNames.existing(path, parts + 1);
            leftovers.forEach(files::remove);
            return leftovers.stream()
                    .map(leftover -> leftover + ", a part of an earlier and longer export, was removed.")
                    .toList();
        }

        @Override
        public boolean takes(Path name, SplitRule split) {
            return FileNames.same(name, path)
                    || FileNames.same(name, baseline())
                    || (split.splits() && PartNames.isPart(path, name));
        }

        /** Where the baseline of an editable export goes. */
        Path baseline() {
            return path.resolveSibling(path.getFileName() + ".baseline.zip");
        }

        @Override
        public String name() {
            return path.toString();
        }
    }

    /** Standard output. */
    record Stream(OutputStream stream) implements ExportTarget {
        @Override
        public void check(SplitRule split) {
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
        public List<String> removeLeftovers(FileSet files, SplitRule split, int parts) {
            return List.of();
        }

        @Override
        public boolean takes(Path name, SplitRule split) {
            return false;
        }

        @Override
        public String name() {
            return "standard output";
        }
    }
}
