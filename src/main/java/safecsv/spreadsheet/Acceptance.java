package safecsv.spreadsheet;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person has answered by name.
 *
 * @param names accepted: kinds of damage and of alarms, or {@code column:kind}; in lower case
 * @param rejected kinds of damage, or {@code column:kind}, whose cells are what a spreadsheet has made; in lower case
 */
public record Acceptance(Set<String> names, Set<String> rejected) {
    private static final Set<String> ALARMS = Set.of(
            Alarm.ROWS_CUT,
            Alarm.COLUMN_SORTED,
            Alarm.CELLS_SHIFTED,
            Alarm.FILLED_DOWN,
            Alarm.WHOLE_COLUMN,
            Alarm.KEYS_DAMAGED);

    /** The kind of a new row without a key that is like a row of the table. */
    public static final String ALREADY = "already";

    /** Lines that are taken for no records are none. */
    public static final String NOT_A_ROW = "not-a-row";

    /** Nothing is accepted. */
    public static final Acceptance NOTHING = new Acceptance(Set.of());

    public Acceptance {
        names = lower(names);
        rejected = lower(rejected);
    }

    /** What is accepted, and nothing rejected. */
    public Acceptance(Set<String> names) {
        this(names, Set.of());
    }

    private static Set<String> lower(Set<String> words) {
        Set<String> lower = new TreeSet<>();
        words.forEach(word -> lower.add(word.toLowerCase(Locale.ROOT)));
        return lower;
    }

    /** Whether this kind was accepted, everywhere or in this column. */
    public boolean accepts(String column, String kind) {
        return names(names, column, kind);
    }

    /** Whether this kind was rejected, everywhere or in this column. */
    public boolean rejects(String column, String kind) {
        return names(rejected, column, kind);
    }

    private static boolean names(Set<String> words, String column, String kind) {
        return words.contains(kind)
                || (column != null && words.contains((column + ":" + kind).toLowerCase(Locale.ROOT)));
    }

    /** Whether there is a kind of this name that can be rejected: what a cell or a new row can be; {@code column:kind} has one. */
    public static boolean isDamage(String name) {
        String kind = name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        return Damage.named(kind) != null || kind.equals(ALREADY) || kind.equals(NOT_A_ROW);
    }

    /** Whether there is a kind of this name; {@code column:kind} has one. */
    public static boolean isKnown(String name) {
        String kind = name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        return isDamage(name) || ALARMS.contains(kind);
    }
}
