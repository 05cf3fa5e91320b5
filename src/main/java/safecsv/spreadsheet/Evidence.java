package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import safecsv.mysql.table.ColumnType;

/**
 * What a program did to a file, learned from pairs of cells of the same row and column before any is judged: how it
 * writes numbers and dates, and which columns lost what. Give it some thousand rows, then ask for judges. Not
 * thread-safe.
 */
public final class Evidence {
    /** Differing cells that are kept per column until the notation is known. */
    private static final int MOST_PAIRS = 3000;

    private final List<ColumnType> types;
    private final FileTraits traits;
    private final CharacterLoss characters;
    private final List<List<String[]>> pairs = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final int[] marks = new int[2];
    private final Map<DateOrder, Integer> orders = new EnumMap<>(DateOrder.class);
    private boolean commaShown;
    private int changes;
    private int emptyKept;
    private int emptyLost;
    private int nullKept;
    private int nullLost;
    private boolean quotedThroughout;
    private int guards;
    private Notation notation = Notation.UNKNOWN;
    private boolean settled;

    /** @param types of the columns, by the index that {@link #add} uses */
    public Evidence(List<ColumnType> types, FileTraits traits) {
        this.types = List.copyOf(types);
        this.traits = traits;
        this.characters = new CharacterLoss(traits.charset());
        for (int i = 0; i < types.size(); i++) {
            pairs.add(new ArrayList<>());
            tallies.add(new Tally());
        }
    }

    /** One cell before and after; null is NULL. */
    public void add(int column, String baseline, String edited) {
        // Quotes around nothing, wherever they are, show that the program writes them.
        emptyKept += edited != null && edited.isEmpty() ? 1 : 0;
        emptyLost += baseline != null && baseline.isEmpty() && edited == null ? 1 : 0;
        nullKept += edited == null ? 1 : 0;
        nullLost += baseline == null && edited != null && edited.isEmpty() ? 1 : 0;
        if (baseline == null || edited == null) {
            return;
        }
        if (baseline.equals(edited)) {
            Tally tally = tallies.get(column);
            Exposure.of(types.get(column), baseline, tally::kept);
            BigDecimal number = Exposure.decimal(types.get(column), baseline);
            if (number != null) {
                tally.roundings().shows(number);
            }
        } else if (pairs.get(column).size() < MOST_PAIRS) {
            pairs.get(column).add(new String[] {baseline, edited});
        }
    }

    /** The program puts every cell in quotes, also what stood for NULL without any. */
    public void quotedThroughout() {
        quotedThroughout = true;
    }

    /** A row came back without its last cells: no person's editor leaves them out, but spreadsheets do. */
    public void cutShort() {
        changes += 2;
    }

    /** Draws the conclusions; nothing may be added afterwards. */
    public void settle() {
        for (int i = 0; i < types.size(); i++) {
            for (String[] pair : pairs.get(i)) {
                vote(types.get(i), pair[0], pair[1]);
            }
        }
        int differing = pairs.stream().mapToInt(List::size).sum();
        notation = traits.rewritten() || differing > 1 || commaShown ? new Notation(marks(), orders()) : Notation.PLAIN;
        notation = notation.in(traits.zone());
        for (int i = 0; i < types.size(); i++) {
            CellRules rules = new CellRules(types.get(i), notation, characters);
            Tally tally = tallies.get(i);
            for (String[] pair : pairs.get(i)) {
                count(types.get(i), rules.change(pair[0], pair[1]), tally, pair);
            }
            pairs.get(i).clear();
        }
        settled = true;
    }

    private void count(ColumnType type, Change change, Tally tally, String[] pair) {
        if (change == null) {
            return;
        }
        if (change.decimals() != null) {
            tally.roundings().rounded(change.decimals(), change.number());
            return;
        }
        changes++;
        if (change.number() != null) {
            tally.roundings().shows(change.number());
        }
        if (change.damage() == Damage.GUARD) {
            guards++;
            Exposure.of(type, pair[0], tally::kept);
        }
        if (change.damage() != Damage.PARTIAL_DATE && showsTime(pair[0], pair[1])) {
            tally.kept(Damage.PARTIAL_DATE, "");
        }
        if (!change.lossless()) {
            tally.lost(change.damage(), Exposure.shape(change.damage(), pair[0], pair[1]));
            if (change.damage() == Damage.FORMULA) {
                // One that is shown as an error says that values are not what this program shows, and the other way
                // round.
                tally.kept(Damage.FORMULA, Exposure.formula(pair[0], !ErrorLiterals.isError(pair[1])));
            }
            if (change.damage() == Damage.LONG_DIGITS) {
                switch (Exposure.longDigits(pair[0], pair[1])) {
                    case "cut" -> tally.way(Damage.LONG_DIGITS, "cut", "rounded");
                    case "rounded" -> tally.way(Damage.LONG_DIGITS, "rounded", "cut");
                    default -> {}
                }
            }
            if (change.damage() == Damage.ENCODING
                    && Exposure.encoding(pair[0], pair[1]).equals("signs")) {
                tally.kept(Damage.ENCODING, "letters");
            }
            if (change.damage() == Damage.LEADING_ZEROS) {
                tally.width(pair[0].length());
            }
        }
    }

    /** Whether a date with a time of day came back with one. */
    private static boolean showsTime(String b, String e) {
        return b.indexOf('-') == 4 && b.indexOf(' ') == 10 && b.indexOf(':') == 13 && e.indexOf(':') > 0;
    }

    private void vote(ColumnType type, String b, String e) {
        switch (type.kind()) {
            case DATE, DATETIME, TIMESTAMP -> voteOrder(type, b, e);
            // Whole numbers show it in 1,03057E+19, 1.234 and 12,0.
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, DOUBLE, FLOAT, JSON -> voteMark(type, b, e);
            case CHAR, VARCHAR, TEXT, ENUM -> {
                voteMark(type, b, e);
                voteOrder(type, b, e);
            }
            default -> {}
        }
    }

    private void voteMark(ColumnType type, String b, String e) {
        if (e.indexOf(',') < 0 && e.indexOf('.') < 0 && !NumberChange.isPointDropped(b, e)) {
            return;
        }
        boolean point = new CellRules(type, new Notation(List.of('.'), List.of()), characters).change(b, e) != null;
        boolean comma = new CellRules(type, new Notation(List.of(','), List.of()), characters).change(b, e) != null;
        if (point != comma) {
            marks[point ? 0 : 1]++;
            commaShown |= comma && e.indexOf(',') >= 0;
        }
    }

    private void voteOrder(ColumnType type, String b, String e) {
        for (DateOrder order : DateOrder.values()) {
            Notation only = new Notation(List.of('.'), List.of(order));
            if (new CellRules(type, only, characters).change(b, e) != null) {
                orders.merge(order, 1, Integer::sum);
            }
        }
    }

    private List<Character> marks() {
        if (marks[0] == marks[1]) {
            return Notation.UNKNOWN.marks();
        }
        return List.of(marks[0] > marks[1] ? '.' : ',');
    }

    /** The orders that explain nearly as many cells as the best one does. */
    private List<DateOrder> orders() {
        int most = orders.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<DateOrder> possible = new ArrayList<>();
        for (DateOrder order : DateOrder.values()) {
            if (orders.getOrDefault(order, 0) * 10 >= most * 9) {
                possible.add(order);
            }
        }
        return possible;
    }

    /** Whether texts of the file are behind guards. */
    boolean isGuarded() {
        return guards > 0;
    }

    /** Whether a program has written the file anew, rather than a person changed a few bytes of it. */
    public boolean isRewritten() {
        return traits.rewritten() || changes > 1;
    }

    /** Whether what was told by quotes, NULL from a text that is the same, can't be told any more. */
    boolean areQuotesUntold() {
        return traits.quotesLost() || quotedThroughout || isRewritten();
    }

    Notation notation() {
        return notation;
    }

    /** Whether NULL and the empty text, which the export told apart by quotes, can't be told apart any more. */
    boolean isEmptyUntold() {
        if (nullLost > 0 && nullKept == 0 && (quotedThroughout || nullLost > 1 || isRewritten())) {
            // Nothing in the file is without quotes: the program puts them around what was NULL, too.
            return true;
        }
        if (emptyKept + emptyLost == 0) {
            return traits.quotesLost() || isRewritten();
        }
        // Where no quotes around nothing are left at all, the file has lost what told the two apart.
        return emptyLost > emptyKept && (emptyLost > 1 || emptyKept == 0 || isRewritten());
    }

    Tally tally(int column) {
        return tallies.get(column);
    }

    FileTraits traits() {
        return traits;
    }

    Charset charset() {
        return traits.charset();
    }

    /** The total over all columns: more than 0 where the damage was the rule. */
    int balance(Damage damage) {
        int balance = 0;
        for (Tally tally : tallies) {
            balance += tally.lost(damage) - tally.kept(damage);
        }
        return balance;
    }

    /**
     * A judge for the cells of one column.
     *
     * @param nullable whether the column takes NULL
     */
    public CellJudge judge(int column, boolean nullable) {
        if (!settled) {
            throw new IllegalStateException("the evidence is not settled");
        }
        return new CellJudge(types.get(column), nullable, this, column);
    }
}
