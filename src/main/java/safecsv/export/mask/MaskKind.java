package safecsv.export.mask;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a masked value becomes; docs/masking.md has the table. */
public enum MaskKind {
    /** 32 hexadecimal digits, the same for the same text under the same key. */
    HASH,
    /** Three asterisks, for NULL too. */
    REDACT,
    /** Three asterisks and the last characters. */
    PARTIAL,
    /** The first character and the domain. */
    EMAIL,
    /** NULL. */
    NULL,
    /** The year of a date. */
    DATE_YEAR;

    static Optional<MaskKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(MaskKind::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
