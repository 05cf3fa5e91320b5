package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import safecsv.export.pace.PaceLimits;
import safecsv.export.pace.Rate;

/** How gentle an export is on the server. */
final class GentleOptions {
    @Option(
            names = "--throttle",
            paramLabel = "20MB/s|5000rows/s",
            converter = RateConverter.class,
            description = "Take no more than this each second. Repeatable: bytes and rows.")
    private List<Rate> throttles = new ArrayList<>();

    PaceLimits limits() {
        return new PaceLimits(throttles);
    }

    /** Reads a {@link Rate}. */
    static final class RateConverter implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String value) {
            try {
                return Rate.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
