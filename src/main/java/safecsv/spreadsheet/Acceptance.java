package safecsv.spreadsheet;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person has accepted by name.
 *
 * @param names of kinds of damage and of alarms, or {@code column:kind}; in lower case
 */
public record Acceptance(Set<String> names) {
    private static final Set<String> ALARMS = Set.of(
            Alarm.ROWS_CUT,
            Alarm.COLUMN_SORTED,
            Alarm.CELLS_SHIFTED,
            Alarm.FILLED_DOWN,
            Alarm.WHOLE_COLUMN,
            Alarm.KEYS_DAMAGED);

    /** Nothing is accepted. */
    public static final Acceptance NOTHING = new Acceptance(Set.of());

    public Acceptance {
        Set<String> lower = new TreeSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        names = lower;
    }

    /** Whether this kind was accepted, everywhere or in this column. */
    public boolean accepts(String column, String kind) {
        return names.contains(kind)
                || (column != null && names.contains((column + ":" + kind).toLowerCase(Locale.ROOT)));
    }

    /** Whether there is a kind of this name; {@code column:kind} has one. */
    public static boolean isKnown(String name) {
        String kind = name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        return Damage.named(kind) != null || ALARMS.contains(kind);
    }
}
