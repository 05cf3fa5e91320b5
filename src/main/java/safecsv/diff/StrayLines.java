package safecsv.diff;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import safecsv.csv.CsvRecord;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.HeaderNames;

/**
 * Lines of the CSV that are no records: titles, totals, remarks, header lines that come again. They are passed over and
 * told, so that nobody's row gets lost; what merely lacks a key, and says nothing of the kind, stays a problem.
 */
final class StrayLines {
    /** The name that {@code --accept} takes. */
    static final String KIND = Acceptance.NOT_A_ROW;

    private static final int LONGEST = 200;

    private static final Pattern TOTAL = Pattern.compile("(?iu)[\\p{P}\\s]*((grand|sub|net)[ -]?)?"
            + "(totals?|sum|summe|gesamt|gesamtsumme|zwischensumme|endsumme|somme|sous-total|totale|suma|subtotal"
            + "|(合|小|総|累)?計|合計(金額|額|数|件数)|総(額|数)|平均|average|mean|mittelwert|durchschnitt|moyenne|件数|count|anzahl)"
            + "[\\p{P}\\p{S}\\s\\d]*");

    private static final Pattern REMARK = Pattern.compile("(?iu)\\s*((notes?|remarks?|hinweise?|bemerkung(en)?"
            + "|anmerkung(en)?|remarques?|notas?|source|quelle|page|seite|注|備考|注意|注記|作成日|出力日|更新日)\\s*[:：.）)\\d].*)");

    private final Layout layout;
    private final Tally tally;
    private final boolean accepted;
    private final boolean rejected;
    private RowKeys keys;

    /** @param accepted what a person has said: that such lines are no rows, or that they are rows */
    StrayLines(Layout layout, Tally tally, Acceptance accepted) {
        this.layout = layout;
        this.tally = tally;
        this.accepted = accepted.accepts(null, KIND);
        this.rejected = accepted.rejects(null, KIND);
    }

    /** By what it is told whether a record can have a key. */
    void by(RowKeys rowKeys) {
        keys = rowKeys;
    }

    /** Notes lines that stand above the header. */
    void above(List<NotARow> lines) {
        lines.forEach(this::note);
    }

    /** Whether a record without a row of the export is no record; it is noted then. Not to be read further. */
    boolean takes(CsvRecord record, long line) {
        List<String> texts;
        try {
            texts = texts(record);
        } catch (CharacterCodingException e) {
            return false;
        }
        List<String> said = texts.stream().filter(text -> !text.isEmpty()).toList();
        if (said.isEmpty()) {
            return true;
        }
        if (rejected || (!isHeader(texts) && !isTold(record, texts, said))) {
            return false;
        }
        String all = String.join(" ", said);
        note(new NotARow(line, all.substring(0, Math.min(all.length(), LONGEST))));
        return true;
    }

    private void note(NotARow line) {
        tally.notARow(line, accepted);
    }

    private static List<String> texts(CsvRecord record) throws CharacterCodingException {
        List<String> texts = new ArrayList<>(record.cells());
        for (int cell = 0; cell < record.cells(); cell++) {
            String text = record.text(cell);
            texts.add(text == null ? "" : HeaderNames.stripped(text));
        }
        return texts;
    }

    /** The header once more, as where files were put together or a list was printed by pages. */
    private boolean isHeader(List<String> texts) {
        int names = 0;
        for (DiffColumn column : layout.columns()) {
            String text = column.isInCsv() && column.edited() < texts.size() ? texts.get(column.edited()) : "";
            if (column.isInCsv() && !HeaderNames.normal(text).equals(HeaderNames.normal(column.label()))) {
                return false;
            }
            names += column.isInCsv() ? 1 : 0;
        }
        return names > 0;
    }

    private boolean isTold(CsvRecord record, List<String> texts, List<String> said) {
        boolean keyless = keys.isImpossible(record);
        if (!keyless && !hasTextKey()) {
            return false;
        }
        String key = keyText(texts);
        boolean total = said.stream().anyMatch(text -> TOTAL.matcher(text).matches());
        if (total && (keyless || TOTAL.matcher(key).matches())) {
            return true;
        }
        String first = said.get(0);
        boolean alone = said.size() == 1;
        if (REMARK.matcher(first).matches() && (keyless || alone)) {
            return true;
        }
        if (alone && "※*#＊＃".indexOf(first.charAt(0)) >= 0) {
            return true;
        }
        // A line of prose, where a key would be; all else is empty.
        boolean inKey = alone && first.equals(key) && layout.columns().size() > 1;
        return inKey && (keyless ? isWords(first) : first.indexOf(' ') > 0 && isWords(first) && isBare(record));
    }

    private boolean hasTextKey() {
        return layout.key().stream()
                .anyMatch(column -> switch (column.column().type().kind()) {
                    case CHAR, VARCHAR, TEXT -> true;
                    default -> false;
                });
    }

    /** Whether the record ends with its only cell: a new row that has nothing but its key would have the others, empty. */
    private static boolean isBare(CsvRecord record) {
        return record.cells() == 1;
    }

    private static boolean isWords(String text) {
        return text.codePoints().filter(Character::isLetter).count() > 1;
    }

    private String keyText(List<String> texts) {
        int place = layout.key().get(0).edited();
        return place < texts.size() ? texts.get(place) : "";
    }
}
