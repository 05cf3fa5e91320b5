package safecsv.spreadsheet;

import java.text.Normalizer;
import java.util.Locale;

/** Column names as people and spreadsheets leave them: trimmed, in any case, in narrow or wide letters. */
public final class HeaderNames {
    private HeaderNames() {}

    /** The form in which two names are compared. */
    public static String normal(String name) {
        String plain = name.startsWith("\ufeff") ? name.substring(1) : name;
        return Normalizer.normalize(plain.strip(), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
