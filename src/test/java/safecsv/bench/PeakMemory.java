package safecsv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The peak resident set of a program: VmHWM of proc(5) status, which the kernel keeps, of the largest of the process
 * and its descendants. Asked for every 20 ms, so only a rise in the last moments could be missed. These runs are
 * separate from the timed ones, which nobody watches.
 */
final class PeakMemory {
    private static final long INTERVAL_MILLISECONDS = 20;

    private final ProcessMeter meter;

    PeakMemory(ProcessMeter meter) {
        this.meter = meter;
    }

    /** In bytes; 0 where the system has no /proc. */
    long measure(Contender contender) throws IOException, InterruptedException {
        Files.deleteIfExists(contender.output());
        Process process = meter.start(contender);
        long peak = 0;
        do {
            try (Stream<ProcessHandle> descendants = process.descendants()) {
                for (ProcessHandle handle : Stream.concat(Stream.of(process.toHandle()), descendants)
                        .toList()) {
                    peak = Math.max(peak, highWaterMark(handle.pid()));
                }
            }
        } while (!process.waitFor(INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS));
        meter.requireSuccess(contender, process.exitValue());
        return peak;
    }

    private static long highWaterMark(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status"))
                    .lines()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            // The process may end at any moment, and its status with it.
            return 0;
        }
    }
}
