package safecsv.csv;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;

/** The only place that loads the zstd library, so that nothing else pays for it. */
final class ZstdText {
    /** As the zstd program's own default. */
    private static final int LEVEL = 3;

    private static final int MOST_WORKERS = 4;

    private ZstdText() {}

    /** A stream that must be closed, or native memory is lost. */
    static OutputStream over(OutputStream out) throws IOException {
        ZstdOutputStreamNoFinalizer stream = new ZstdOutputStreamNoFinalizer(out, LEVEL);
        stream.setChecksum(true);
        // Reading and writing have a thread each; on one more there is nothing to gain from a hand-over.
        int spare = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors() - 2);
        if (spare > 1) {
            stream.setWorkers(spare);
        }
        return stream;
    }
}
