package safecsv.spreadsheet;

import java.util.Locale;
import java.util.Set;

/** TRUE and FALSE as spreadsheets write them. */
final class BooleanWords {
    private static final Set<String> TRUE = Set.of("TRUE", "WAHR", "VRAI", "VERDADERO", "VERO");
    private static final Set<String> FALSE = Set.of("FALSE", "FALSCH", "FAUX", "FALSO");

    private BooleanWords() {}

    /** 1, 0, or -1 for any other text. */
    static int value(String text) {
        if (text.length() < 4 || text.length() > 9) {
            return -1;
        }
        String word = text.toUpperCase(Locale.ROOT);
        return TRUE.contains(word) ? 1 : FALSE.contains(word) ? 0 : -1;
    }
}
