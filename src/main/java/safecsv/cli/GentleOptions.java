package safecsv.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import safecsv.export.pace.LoadLimit;
import safecsv.export.pace.PaceLimits;
import safecsv.export.pace.Rate;

/** How gentle an export is on the server; docs/gentle.md tells what is watched and what that costs. */
final class GentleOptions {
    @Option(
            names = "--throttle",
            paramLabel = "20MB/s|5000rows/s",
            split = ",",
            converter = RateConverter.class,
            description = "Take no more than this each second. Both may be given: 20MB/s,5000rows/s.")
    private List<Rate> throttles = new ArrayList<>();

    @Option(
            names = "--max-load",
            paramLabel = "VARIABLE=N",
            split = ",",
            converter = LoadConverter.class,
            description = "Wait while a status variable of the server is above N, such as Threads_running=50.")
    private List<LoadLimit> maxLoad = new ArrayList<>();

    @Option(
            names = "--critical-load",
            paramLabel = "VARIABLE=N",
            split = ",",
            converter = LoadConverter.class,
            description = "End with code 4, and write no file, when one is above N.")
    private List<LoadLimit> criticalLoad = new ArrayList<>();

    @Option(
            names = "--max-lag",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Wait while replication is further behind: 5s. The server is a replica, or see below.")
    private Duration maxLag;

    @Option(
            names = "--heartbeat-query",
            paramLabel = "SQL",
            description = "With --max-lag: a query whose first value is the lag in seconds.")
    private String heartbeatQuery;

    @Option(
            names = "--no-yield-to-ddl",
            description =
                    "Go on when another session waits to change or lock a table that is exported. Without it the export"
                            + " ends with code 4 then, because all later queries on the table wait as well.")
    private boolean noYieldToDdl;

    @Option(
            names = "--warn-rows",
            paramLabel = "N",
            defaultValue = "10000000",
            description =
                    "Ask first, on a terminal, where the query would read more rows than N by the server's own estimate;"
                            + " elsewhere only say so (default: ${DEFAULT-VALUE}).")
    private long warnRows;

    @Option(names = "--yes", description = "Don't ask whether a large query may run.")
    private boolean yes;

    /** Whether nothing is asked on the terminal. */
    boolean yes() {
        return yes;
    }

    /** @throws ParameterException where one has no effect or no meaning */
    PaceLimits limits(CommandLine line) {
        if (heartbeatQuery != null && maxLag == null) {
            throw new ParameterException(
                    line, "--heartbeat-query goes with --max-lag, which says how much is too much.");
        }
        if (warnRows < 0) {
            throw new ParameterException(line, "--warn-rows is a number of rows, 0 or more.");
        }
        return new PaceLimits(
                throttles,
                maxLoad,
                criticalLoad,
                new PaceLimits.Lag(Optional.ofNullable(maxLag), Optional.ofNullable(heartbeatQuery)),
                noYieldToDdl ? PaceLimits.OnDdl.GO_ON : PaceLimits.OnDdl.YIELD,
                warnRows);
    }

    private static <T> T converted(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads a {@link Rate}. */
    static final class RateConverter implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String value) {
            return converted(value, Rate::parse);
        }
    }

    /** Reads a {@link LoadLimit}. */
    static final class LoadConverter implements ITypeConverter<LoadLimit> {
        @Override
        public LoadLimit convert(String value) {
            return converted(value, LoadLimit::parse);
        }
    }
}
