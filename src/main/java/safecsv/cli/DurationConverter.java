package safecsv.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 30}, {@code 30s}, {@code 500ms}, {@code 1.5m}, {@code 2h}; a bare number is seconds. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)?");
    private static final Map<String, Integer> MILLISECONDS = Map.of("ms", 1, "s", 1000, "m", 60_000, "h", 3_600_000);

    @Override
    public Duration convert(String value) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'%s' is not a length of time. Write it as 30s, 500ms, 5m or 2h.".formatted(value));
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        BigDecimal milliseconds = new BigDecimal(matcher.group(1)).multiply(new BigDecimal(MILLISECONDS.get(unit)));
        if (milliseconds.signum() == 0) {
            throw new TypeConversionException("A length of time must be more than 0.");
        }
        return Duration.ofMillis(Math.max(1, milliseconds.longValue()));
    }
}
