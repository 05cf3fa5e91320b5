package safecsv.csv;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Endings of files that are no CSV: a CSV under such a name would be opened by a program that can't read it. */
public final class OtherFormat {
    private static final Set<String> ENDINGS = Set.of(
            "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "parquet", "avro", "orc", "arrow", "feather", "json",
            "jsonl", "ndjson", "xml", "html", "htm", "pdf", "sql", "db", "sqlite", "zip", "7z", "rar", "tar", "tgz",
            "bz2", "xz", "lz4", "br");

    private OtherFormat() {}

    /**
     * What to say of a file's name for CSV.
     *
     * @return a sentence without its end; empty where the name will do
     */
    public static Optional<String> problem(String name) {
        String plain = name;
        for (Compression one = Compression.byName(plain); one != Compression.NONE; one = Compression.byName(plain)) {
            plain = plain.substring(0, plain.length() - one.suffix().length());
        }
        String ending = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return plain.lastIndexOf('.') >= 0 && ENDINGS.contains(ending)
                ? Optional.of(
                        "%s would not be what its ending .%s says: safecsv writes CSV. Name it .csv (or .csv.gz, .csv.zst); for spreadsheets there is the dialect excel"
                                .formatted(name, ending))
                : Optional.empty();
    }
}
