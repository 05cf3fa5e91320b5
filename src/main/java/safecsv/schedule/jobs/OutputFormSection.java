package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import safecsv.csv.CellEncoding;
import safecsv.csv.Compression;
import safecsv.csv.CsvDialect;
import safecsv.csv.Escaping;
import safecsv.csv.FileForm;
import safecsv.csv.LineEnding;
import safecsv.csv.SplitRule;
import safecsv.csv.SpreadsheetGuard;
import safecsv.export.OutputForm;

/** Reads the keys about the form of a job's file: the options of the command line by their names. */
final class OutputFormSection {
    static final List<String> KEYS = List.of(
            "dialect",
            "delimiter",
            "null-text",
            "line-ending",
            "guard",
            "header",
            "binary",
            "charset",
            "unmappable",
            "bom",
            "compress",
            "mask-key-file");

    private static final List<String> DIALECTS = List.of("standard", "excel", "mysql", "tsv");

    /** Data rows below a header that spreadsheet programs open: 2^20 in all. */
    private static final long MOST_EXCEL_ROWS = (1 << 20) - 1;

    private final YamlValues values;
    private final Path folder;

    /** @param folder what relative paths are relative to */
    OutputFormSection(YamlValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    OutputForm read() {
        String dialect = values.oneOf("dialect", DIALECTS).orElse("standard");
        boolean excel = dialect.equals("excel");
        FileForm file = new FileForm(
                new CharsetSection(values, dialect).read(),
                compression(),
                SplitRule.NONE,
                excel ? MOST_EXCEL_ROWS : Long.MAX_VALUE);
        return new OutputForm(
                dialect(dialect),
                values.yesOrNo("header").orElse(true),
                values.oneOf("binary", List.of("hex", "base64"))
                        .filter(name -> name.equals("base64"))
                        .map(name -> CellEncoding.BASE64)
                        .orElse(CellEncoding.HEX),
                guard(excel),
                file,
                new MaskSection(values, folder).read());
    }

    private SpreadsheetGuard guard(boolean excel) {
        Optional<SpreadsheetGuard> chosen = values.constant("guard", SpreadsheetGuard.class);
        boolean told =
                values.has("dialect") && values.oneOf("dialect", DIALECTS).isEmpty();
        if (chosen.isPresent() && !excel && !told) {
            values.with("guard").mistake("guard", "this goes with dialect: excel");
        }
        return excel ? chosen.orElse(SpreadsheetGuard.FORMULA) : SpreadsheetGuard.NONE;
    }

    private CsvDialect dialect(String name) {
        CsvDialect base = switch (name) {
            case "excel" -> CsvDialect.EXCEL;
            case "mysql" -> CsvDialect.MYSQL;
            case "tsv" -> CsvDialect.TSV;
            default -> CsvDialect.STANDARD;
        };
        if (name.equals("tsv") && values.has("delimiter")) {
            values.with("delimiter").mistake("delimiter", "dialect: tsv is the tab; leave one of the two out");
            return base;
        }
        char delimiter =
                values.parsed("delimiter", OutputFormSection::delimiter).orElse(base.delimiter());
        LineEnding ending = values.constant("line-ending", LineEnding.class).orElse(base.lineEnding());
        return values.parsed("null-text", text -> withNull(base, delimiter, ending, text))
                .orElseGet(() -> new CsvDialect(delimiter, base.nullText(), ending, base.escaping()));
    }

    private static CsvDialect withNull(CsvDialect base, char delimiter, LineEnding ending, String text) {
        if (base.escaping() == Escaping.BACKSLASH && !text.equals("\\N") && !text.equals("NULL")) {
            throw new IllegalArgumentException(
                    "with dialect: mysql this is \\N or NULL; LOAD DATA reads nothing else so");
        }
        if (text.matches("[-+0-9.:eE ]+|0[xX].*")) {
            throw new IllegalArgumentException(
                    "'%s' could be a value's text: a number, a date or bytes; choose another, such as \"NULL\""
                            .formatted(text));
        }
        try {
            return new CsvDialect(delimiter, text, ending, base.escaping());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' holds a quote, a line break or the delimiter, so that readers could not tell it from text"
                            .formatted(text),
                    e);
        }
    }

    private static char delimiter(String text) {
        String mark = text.equalsIgnoreCase("tab") || text.equals("\\t") ? "\t" : text;
        try {
            if (mark.length() == 1) {
                return new CsvDialect(mark.charAt(0), "", LineEnding.LF, Escaping.DOUBLED_QUOTES).delimiter();
            }
        } catch (IllegalArgumentException e) {
            // The message below says it for the user.
        }
        throw new IllegalArgumentException(
                "'%s' can't be used; it is one ASCII punctuation mark that is in no number or date and is no quote or backslash, such as \";\" or \"|\", or tab"
                        .formatted(text));
    }

    private Compression compression() {
        Optional<Compression> named = values.constant("compress", Compression.class);
        String path = values.with("output").raw("output").toLowerCase(Locale.ROOT);
        Compression byName = Compression.byName(path);
        if (byName != Compression.NONE && named.isPresent() && named.get() != byName) {
            values.with("compress")
                    .mistake(
                            "compress",
                            "the output's name ends with %s, which says something else; readers go by the name"
                                    .formatted(byName.suffix()));
        }
        return named.orElse(byName);
    }
}
