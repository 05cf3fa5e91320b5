package safecsv.schedule;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import safecsv.schedule.jobs.JobsFile;

/** Watches run logs for the next file that is about to get its name. */
final class PublicationWatch {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private final List<Tail> tails = new ArrayList<>();

    private PublicationWatch() {}

    /** Watches all jobs of a file from now on. */
    static PublicationWatch of(JobsFile file) throws IOException {
        PublicationWatch watch = new PublicationWatch();
        for (var job : file.jobs()) {
            watch.tails.add(new Tail(file.state().resolve(job.name() + ".runs.jsonl")));
        }
        return watch;
    }

    /** Returns within a fraction of a millisecond of the line that says so. */
    void await(DaemonProcess daemon) throws IOException {
        long end = System.nanoTime() + LONGEST;
        while (true) {
            for (Tail tail : tails) {
                if (tail.hasNew("\"event\":\"publishing\"")) {
                    return;
                }
            }
            if (!daemon.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Nothing was published:\n" + daemon.output());
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private static final class Tail {
        private final Path path;
        private long read;

        Tail(Path path) throws IOException {
            this.path = path;
            this.read = Files.exists(path) ? Files.size(path) : 0;
        }

        boolean hasNew(String text) throws IOException {
            if (!Files.exists(path) || Files.size(path) <= read) {
                return false;
            }
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                byte[] fresh = new byte[(int) (file.length() - read)];
                file.seek(read);
                file.readFully(fresh);
                read += fresh.length;
                return new String(fresh, StandardCharsets.UTF_8).contains(text);
            }
        }
    }
}
