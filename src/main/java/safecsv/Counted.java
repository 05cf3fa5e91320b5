package safecsv;

import java.util.Locale;

/** Numbers with what they count, for messages. */
public final class Counted {
    private Counted() {}

    /** {@code 1 row}, {@code 2,000 rows}: the noun gets an s for any number but one. */
    public static String of(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? noun : noun + "s");
    }

    /** {@code is} for one, {@code are} for any other number. */
    public static String are(long count) {
        return count == 1 ? "is" : "are";
    }
}
