package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import safecsv.csv.CsvRecord;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.CellVerdict;
import safecsv.spreadsheet.KeyForm;

/** The keys of records, as texts that are equal where the keys are. */
final class RowKeys {
    /** Of a row whose key the server is to give. */
    static final String NONE = "";

    private static final String EMPTY = "is empty, and it is part of the key";

    private final Layout layout;
    private final CellVerdicts verdicts;
    private final Problems problems;
    private final BooleanSupplier loose;
    private final StrayLines stray;

    /** Keys as the verdicts see the file: other texts may be the same key where a program has written it anew. */
    RowKeys(Layout layout, CellVerdicts verdicts, Problems problems) {
        this(
                layout,
                verdicts,
                problems,
                verdicts::isRewritten,
                new StrayLines(layout, new Tally(), Acceptance.NOTHING));
    }

    /**
     * The same.
     *
     * @param loose whether keys are the same that have the same {@link KeyForm}
     * @param stray asked of what has no key
     */
    RowKeys(Layout layout, CellVerdicts verdicts, Problems problems, BooleanSupplier loose, StrayLines stray) {
        this.loose = loose;
        this.stray = stray;
        stray.by(this);
        this.layout = layout;
        this.verdicts = verdicts;
        this.problems = problems;
    }

    /** The first column of the key, to name it in a message. */
    String firstName() {
        return layout.key().get(0).label();
    }

    /** Whether both keys have the same text, which is the common case and costs least, or can be the same. */
    boolean same(CsvRecord baseline, CsvRecord edited) {
        for (DiffColumn column : layout.key()) {
            if (!edited.sameCell(column.edited(), baseline, column.baseline())
                    && !(loose.getAsBoolean() && becomes(column, baseline, edited))) {
                return false;
            }
        }
        return true;
    }

    private boolean becomes(DiffColumn column, CsvRecord baseline, CsvRecord edited) {
        try {
            String now = edited.text(column.edited());
            return now != null && verdicts.sameKey(column, trusted(baseline, column.baseline()), now);
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether a record of the CSV has the cells that it must, and none of the key is empty. */
    boolean hasPlainKey(CsvRecord record) {
        if (isRagged(record)) {
            return false;
        }
        for (DiffColumn column : layout.key()) {
            if (isEmpty(record, column) && !verdicts.isEmptyText(column)) {
                return false;
            }
        }
        return true;
    }

    /** The key's canonical texts in a baseline's record. */
    List<String> baselineParts(CsvRecord record) {
        List<String> parts = new ArrayList<>(layout.key().size());
        for (DiffColumn column : layout.key()) {
            parts.add(trusted(record, column.baseline()));
        }
        return parts;
    }

    /** Whether different texts can be one key. */
    boolean isLoose() {
        return loose.getAsBoolean();
    }

    String ofBaseline(CsvRecord record) {
        return joined(loosened(baselineParts(record)));
    }

    /**
     * The key of a record of the CSV.
     *
     * @return null where there is none and a problem was noted; {@link #NONE} where the server gives one
     */
    String ofEdited(CsvRecord record, long line) {
        List<String> parts = editedParts(record, line);
        return parts == null ? null : parts.isEmpty() ? NONE : joined(loosened(parts));
    }

    /** The form of the key of a record of the CSV whose row was found, whatever its key's cells have become. */
    String ofFound(CsvRecord edited) {
        List<String> parts = new ArrayList<>(layout.key().size());
        for (DiffColumn column : layout.key()) {
            String text = trusted(edited, column.edited());
            parts.add(text == null ? "" : text);
        }
        return joined(loosened(parts));
    }

    /** Whether a text is in the key, which can be what another text becomes. */
    boolean areTexts() {
        return layout.key().stream()
                .anyMatch(column -> switch (column.column().type().kind()) {
                    case CHAR, VARCHAR, TEXT -> true;
                    default -> false;
                });
    }

    /** The text under which a row of this key is looked for. */
    String comparable(List<String> parts) {
        return joined(loosened(new ArrayList<>(parts)));
    }

    private List<String> loosened(List<String> parts) {
        if (!loose.getAsBoolean()) {
            return parts;
        }
        for (int index = 0; index < parts.size(); index++) {
            DiffColumn column = layout.key().get(index);
            if (KeyForm.isFor(column.column().type()) && !verdicts.keepsKeys(column)) {
                parts.set(index, KeyForm.of(parts.get(index)));
            }
        }
        return parts;
    }

    /** Whether the cells are not those of the header; spreadsheets leave out empty ones at the end, or add some. */
    private boolean isRagged(CsvRecord record) {
        if (record.cells() < layout.cells() && !loose.getAsBoolean()) {
            return true;
        }
        for (int cell = layout.cells(); cell < record.cells(); cell++) {
            if (!record.isNothing(cell)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a record of the CSV can't have a key, whatever is in its other cells. */
    boolean isImpossible(CsvRecord record) {
        for (DiffColumn column : layout.key()) {
            try {
                String text = record.text(column.edited());
                if (text == null || verdicts.ofNew(column, text).kind() == CellVerdict.Kind.INVALID) {
                    return true;
                }
            } catch (CharacterCodingException e) {
                return true;
            }
        }
        return false;
    }

    /** The canonical texts of {@link #ofEdited}; null for a problem, empty where the server gives the key. */
    List<String> editedParts(CsvRecord record, long line) {
        if (isRagged(record)) {
            if (stray.takes(record, line)) {
                return null;
            }
            problems.add(
                    line, null, "the record has %d cells, and the header %d".formatted(record.cells(), layout.cells()));
            return null;
        }
        List<String> parts = new ArrayList<>(layout.key().size());
        for (DiffColumn column : layout.key()) {
            boolean empty = isEmpty(record, column);
            if (empty && !verdicts.isEmptyText(column)) {
                return withoutKey(column, record, line);
            }
            CellVerdict part = empty ? CellVerdict.EMPTY_TEXT : key(column, record, line);
            if (part == null) {
                return null;
            }
            parts.add(part.value());
        }
        return parts;
    }

    /** Notes where a new row has nothing for its key: that of a known row may be empty, but nobody means a new one by it. */
    boolean isNewKey(CsvRecord record, long line) {
        for (DiffColumn column : layout.key()) {
            if (isEmpty(record, column) && verdicts.isEmptyText(column)) {
                problems.add(line, column.label(), EMPTY);
                return false;
            }
        }
        return true;
    }

    /** A cell of the key, which is not empty; null where it is no value of the column, and that was noted. */
    private CellVerdict key(DiffColumn column, CsvRecord record, long line) {
        CellVerdict verdict = verdicts.ofKey(column, record, line, problems);
        if (verdict == null || verdict.kind() != CellVerdict.Kind.INVALID) {
            return verdict;
        }
        if (!stray.takes(record, line)) {
            problems.add(line, column.label(), verdict.reason());
        }
        return null;
    }

    private List<String> withoutKey(DiffColumn column, CsvRecord record, long line) {
        if (layout.key().size() == 1 && column.column().autoIncrement()) {
            return List.of();
        }
        if (stray.takes(record, line)) {
            return null;
        }
        problems.add(line, column.label(), EMPTY);
        return null;
    }

    private static boolean isEmpty(CsvRecord record, DiffColumn column) {
        return record.isNothing(column.edited())
                || record.isNull(column.edited())
                // A program that quotes everything writes so what is empty.
                || (record.isEmpty(column.edited()) && !isText(column));
    }

    private static boolean isText(DiffColumn column) {
        return switch (column.column().type().kind()) {
            case CHAR, VARCHAR, TEXT, ENUM, SET, BINARY, VARBINARY, BLOB, OTHER -> true;
            default -> false;
        };
    }

    /** The text of a record that the export wrote. */
    static String trusted(CsvRecord record, int cell) {
        try {
            return record.text(cell);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("a baseline that is not UTF-8", e);
        }
    }

    static String joined(List<String> parts) {
        if (parts.size() == 1) {
            return "=" + parts.get(0);
        }
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }
}
