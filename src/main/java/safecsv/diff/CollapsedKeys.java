package safecsv.diff;

/**
 * Keys of the export that a spreadsheet may have made one, as {@code 0012} and {@code 12}: a row was found by its key's
 * form alone, and another row of that form is missing. Which of the two the CSV's row is, its key does not say.
 */
final class CollapsedKeys {
    private final KeyHashes paired = new KeyHashes();
    private final KeyHashes missing = new KeyHashes();
    private long certain;

    /** A row that was found though its key's text is another. */
    void paired(String form) {
        paired.add(form);
    }

    /** A row of the export that was not found. */
    void missing(String form) {
        missing.add(form);
    }

    /** Two rows of the export that have keys of one form. */
    void met() {
        certain++;
    }

    /** How many rows may have been taken for others. */
    long count() {
        return certain + paired.shared(missing);
    }
}
