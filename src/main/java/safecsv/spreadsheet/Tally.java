package safecsv.spreadsheet;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** For one column: how often each kind of damage happened, and how often a cell that it could have hit came through. */
final class Tally {
    /** Shapes of texts are bounded; a column with more of them than this is judged by the damage alone. */
    private static final int MOST_SHAPES = 500;

    private final Map<Damage, Map<String, int[]>> shapes = new EnumMap<>(Damage.class);
    private final Map<Damage, Integer> lost = new EnumMap<>(Damage.class);
    private final Map<Damage, Integer> kept = new EnumMap<>(Damage.class);
    private final Roundings roundings = new Roundings();
    private int width = -1;

    void lost(Damage damage, String shape) {
        lost.merge(damage, 1, Integer::sum);
        count(damage, shape, 0);
    }

    void kept(Damage damage, String shape) {
        kept.merge(damage, 1, Integer::sum);
        count(damage, shape, 1);
    }

    /** A cell that was lost in one of two ways, of which a program knows one. */
    void way(Damage damage, String taken, String other) {
        count(damage, taken, 0);
        count(damage, other, 1);
    }

    /** Whether this way was not taken less often than the other; true where nothing is known. */
    boolean isWay(Damage damage, String way) {
        int[] counts = shapes.getOrDefault(damage, Map.of()).get(way);
        return counts == null || counts[0] >= counts[1];
    }

    private void count(Damage damage, String shape, int which) {
        Map<String, int[]> known = shapes.computeIfAbsent(damage, key -> new HashMap<>());
        int[] counts = known.get(shape);
        if (counts == null && known.size() < MOST_SHAPES) {
            counts = new int[2];
            known.put(shape, counts);
        }
        if (counts != null) {
            counts[which]++;
        }
    }

    /** Of its numbers, by number formats. */
    Roundings roundings() {
        return roundings;
    }

    int lost(Damage damage) {
        return lost.getOrDefault(damage, 0);
    }

    int kept(Damage damage) {
        return kept.getOrDefault(damage, 0);
    }

    /** More than 0 where the damage was the rule, less where cells came through, 0 where nothing is known. */
    int balance(Damage damage, String shape) {
        int[] counts = shapes.getOrDefault(damage, Map.of()).get(shape);
        if (counts != null) {
            return counts[0] - counts[1];
        }
        return lost(damage) - kept(damage);
    }

    /** Remembers the length of a text of digits with leading zeros. */
    void width(int length) {
        width = width == -1 || width == length ? length : -2;
    }

    /** The length of all texts whose leading zeros were lost; negative where they differ or none was. */
    int width() {
        return width;
    }
}
