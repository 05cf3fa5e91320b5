package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import safecsv.csv.CsvRecord;

/** The keys of records, as texts that are equal where the keys are. */
final class RowKeys {
    /** Of a row whose key the server is to give. */
    static final String NONE = "";

    private final Layout layout;
    private final CellVerdicts verdicts;
    private final Problems problems;

    RowKeys(Layout layout, CellVerdicts verdicts, Problems problems) {
        this.layout = layout;
        this.verdicts = verdicts;
        this.problems = problems;
    }

    /** The first column of the key, to name it in a message. */
    String firstName() {
        return layout.key().get(0).name();
    }

    /** Whether both keys have the same text, which is the common case and costs least. */
    boolean same(CsvRecord baseline, CsvRecord edited) {
        for (DiffColumn column : layout.key()) {
            if (!edited.sameCell(column.edited(), baseline, column.baseline())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a record of the CSV has as many cells as it must, and none of the key is empty. */
    boolean hasPlainKey(CsvRecord record) {
        if (record.cells() != layout.cells()) {
            return false;
        }
        for (DiffColumn column : layout.key()) {
            if (record.isNull(column.edited())) {
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

    String ofBaseline(CsvRecord record) {
        return joined(baselineParts(record));
    }

    /**
     * The key of a record of the CSV.
     *
     * @return null where there is none and a problem was noted; {@link #NONE} where the server gives one
     */
    String ofEdited(CsvRecord record, long line) {
        List<String> parts = editedParts(record, line);
        return parts == null ? null : parts.isEmpty() ? NONE : joined(parts);
    }

    /** The canonical texts of {@link #ofEdited}; null for a problem, empty where the server gives the key. */
    List<String> editedParts(CsvRecord record, long line) {
        if (record.cells() != layout.cells()) {
            problems.add(
                    line, null, "the record has %d cells, and the header %d".formatted(record.cells(), layout.cells()));
            return null;
        }
        List<String> parts = new ArrayList<>(layout.key().size());
        for (DiffColumn column : layout.key()) {
            if (record.isNull(column.edited())) {
                return withoutKey(column, line);
            }
            String part = verdicts.canonical(column, record, line);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return parts;
    }

    private List<String> withoutKey(DiffColumn column, long line) {
        if (layout.key().size() == 1 && column.column().autoIncrement()) {
            return List.of();
        }
        problems.add(line, column.name(), "is empty, and it is part of the key");
        return null;
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
