package safecsv.export.pace;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A speed that is not exceeded.
 *
 * @param perSecond bytes of CSV text, or rows; at least 1
 */
public record Rate(long perSecond, Unit unit) {
    /** What is counted. */
    public enum Unit {
        /** Bytes of CSV text, before any compression: about what the server sends. */
        BYTES,
        /** Rows. */
        ROWS
    }

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,3})?) ?(B|kB|KB|MB|GB|KiB|MiB|GiB|rows?)/s");

    private static final Map<String, Long> MULTIPLES = Map.of(
            "B",
            1L,
            "kB",
            1_000L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    public Rate {
        Objects.requireNonNull(unit);
        if (perSecond < 1) {
            throw new IllegalArgumentException("A speed must be at least 1 per second.");
        }
    }

    /**
     * Reads {@code 20MB/s}, {@code 1.5MiB/s}, {@code 5000rows/s}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static Rate parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a speed. Write it as 20MB/s, 500kB/s or 5000rows/s.".formatted(text));
        }
        boolean rows = matcher.group(2).startsWith("row");
        BigDecimal number = new BigDecimal(matcher.group(1));
        long multiple = rows ? 1 : MULTIPLES.get(matcher.group(2));
        return new Rate(number.multiply(BigDecimal.valueOf(multiple)).longValue(), rows ? Unit.ROWS : Unit.BYTES);
    }

    /** As it can be read again by {@link #parse}. */
    @Override
    public String toString() {
        return perSecond + (unit == Unit.ROWS ? "rows" : "B") + "/s";
    }

    /** How many of {@code rows} and {@code bytes} count. */
    long counted(long rows, long bytes) {
        return unit == Unit.ROWS ? rows : bytes;
    }
}
