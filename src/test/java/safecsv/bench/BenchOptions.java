package safecsv.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a run of the benchmark may be told; the server itself comes from the environment. */
final class BenchOptions {
    /** The independent parts of a run. */
    enum Part {
        ORDERS,
        SALARIES,
        OUTPUTS,
        ROUNDTRIP,
        MEMORY,
        START
    }

    /** How the measured programs encrypt; spelled alike by all of them. */
    enum SslMode {
        PREFERRED,
        REQUIRED,
        DISABLED
    }

    @Option(names = "--help", usageHelp = true, description = "this text")
    boolean help;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "measured rounds after the warm-up round (${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--start-rounds",
            defaultValue = "10",
            description = "measured rounds of the start time (${DEFAULT-VALUE})")
    int startRounds;

    @Option(
            names = "--database",
            defaultValue = "bench",
            description = "database of the bench schema, loaded when it is missing (${DEFAULT-VALUE})")
    String database;

    @Option(names = "--orders", defaultValue = "1000000", description = "rows of orders (${DEFAULT-VALUE})")
    long orders;

    @Option(names = "--salaries", defaultValue = "3000000", description = "rows of salaries (${DEFAULT-VALUE})")
    long salaries;

    @Option(
            names = "--ssl-mode",
            defaultValue = "PREFERRED",
            description = "of ${COMPLETION-CANDIDATES}, for everybody (${DEFAULT-VALUE})")
    SslMode sslMode;

    @Option(
            names = "--memory-times",
            defaultValue = "1",
            description =
                    "also measures the memory of exporting orders so many times over in one result (10: 10M rows)")
    int memoryTimes;

    @Option(
            names = "--parts",
            split = ",",
            defaultValue = "orders,salaries,outputs,roundtrip,memory,start",
            description = "what to measure (${DEFAULT-VALUE})")
    Set<Part> parts;

    @Option(
            names = "--daff",
            description = "daff.js of the npm package daff: the part roundtrip then also compares two files with it")
    private Path daff;

    @Option(
            names = "--daff-heap",
            defaultValue = "8000",
            description = "megabytes that Node may use for it (${DEFAULT-VALUE})")
    int daffHeap;

    @Option(
            names = "--distribution",
            defaultValue = "target/safecsv",
            description = "the built safecsv (${DEFAULT-VALUE})")
    private Path distribution;

    @Option(
            names = "--directory",
            defaultValue = "target/bench",
            description = "where the outputs go (${DEFAULT-VALUE})")
    private Path directory;

    /** The folder of the built safecsv; absolute. */
    Path distribution() {
        return distribution.toAbsolutePath().normalize();
    }

    /** The rival's program; absolute; empty where it is not to run. */
    Optional<Path> daff() {
        return Optional.ofNullable(daff).map(file -> file.toAbsolutePath().normalize());
    }

    /** Where outputs, password files and logs go; absolute. */
    Path directory() {
        return directory.toAbsolutePath().normalize();
    }
}
