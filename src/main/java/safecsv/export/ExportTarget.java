package safecsv.export;

import java.io.OutputStream;
import java.nio.file.Path;
import safecsv.csv.ByteSink;
import safecsv.csv.CompleteFile;
import safecsv.csv.StreamSink;
import safecsv.csv.TargetCheck;

/** Where an export goes. */
public sealed interface ExportTarget {
    /** Refuses what can't be written, before any work is done. */
    void check();

    /** Opens it. */
    ByteSink open();

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
        public ByteSink open() {
            return CompleteFile.create(path, replace);
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
        public ByteSink open() {
            return new StreamSink(stream);
        }

        @Override
        public String name() {
            return "standard output";
        }
    }
}
