package safecsv.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.csv.CellEncoding;
import safecsv.csv.CsvDialect;
import safecsv.csv.Escaping;
import safecsv.csv.FileForm;
import safecsv.csv.LineEnding;
import safecsv.csv.SplitRule;
import safecsv.csv.SpreadsheetGuard;
import safecsv.export.ManifestPlace;
import safecsv.export.OutputForm;

/** What the output looks like: the dialect, and what is chosen over it. */
final class OutputFormOptions {
    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DialectName dialect;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Between cells: one punctuation mark, or tab. Default: the dialect's.")
    private String delimiter;

    @Option(
            names = "--null",
            paramLabel = "TEXT",
            description = "What stands for NULL; texts that are the same are quoted. Default: the dialect's.")
    private String nullText;

    @Option(
            names = "--line-ending",
            paramLabel = "lf|crlf",
            description = "What ends each record. Default: the dialect's.")
    private LineEndingName lineEnding;

    @Option(
            names = "--guard",
            paramLabel = "formula|apostrophe|none",
            description = "With --dialect excel: how values that a spreadsheet would convert are kept: "
                    + "formula (default) writes =\"0012\", apostrophe writes '0012.")
    private GuardName guard;

    @Option(names = "--no-header", description = "Leave the line of column names out.")
    private boolean noHeader;

    @Option(
            names = "--binary",
            paramLabel = "hex|base64",
            defaultValue = "hex",
            description = "How bytes are written (default: ${DEFAULT-VALUE}).")
    private BinaryName binary;

    @Mixin
    private CharsetOptions charset;

    @Mixin
    private FileOptions file;

    @Mixin
    private MaskOptions masks;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Also write what was exported, when, from where, and the files' SHA-256, as JSON. Without a name, to "
                            + "NAME.manifest.json beside the output.")
    private String manifest;

    /** Has the options' values read by the names that the help shows. */
    static void registerNames(CommandLine line) {
        EnumNames.register(line, DialectName.class);
        EnumNames.register(line, GuardName.class);
        EnumNames.register(line, LineEndingName.class);
        EnumNames.register(line, BinaryName.class);
        EnumNames.register(line, CharsetOptions.UnmappableName.class);
        EnumNames.register(line, FileOptions.CompressionName.class);
    }

    /**
     * What the options say, for output to this file.
     *
     * @param output the file's name, or null for standard output
     * @throws ParameterException where the options contradict each other
     */
    OutputForm form(CommandLine line, String output) {
        CsvDialect chosen = dialect(line);
        SplitRule split = file.split(line, output, dialect);
        return new OutputForm(
                chosen,
                !noHeader,
                binary == BinaryName.HEX ? CellEncoding.HEX : CellEncoding.BASE64,
                guard(line),
                new FileForm(
                        charset.charset(line, dialect),
                        file.compression(line, output),
                        split,
                        dialect == DialectName.EXCEL ? DialectName.MOST_EXCEL_ROWS : Long.MAX_VALUE),
                masks.masks(line),
                manifest(line, output));
    }

    private ManifestPlace manifest(CommandLine line, String output) {
        if (manifest == null) {
            return ManifestPlace.NONE;
        }
        if (!manifest.isEmpty()) {
            return ManifestPlace.in(CommandPaths.path(line, manifest));
        }
        if (output == null) {
            throw new ParameterException(line, "Standard output has nothing beside it: give --manifest=FILE.");
        }
        return ManifestPlace.BESIDE;
    }

    private SpreadsheetGuard guard(CommandLine line) {
        if (dialect != DialectName.EXCEL) {
            if (guard != null) {
                throw new ParameterException(line, "--guard goes with --dialect excel.");
            }
            return SpreadsheetGuard.NONE;
        }
        return guard == null ? SpreadsheetGuard.FORMULA : SpreadsheetGuard.valueOf(guard.name());
    }

    private CsvDialect dialect(CommandLine line) {
        CsvDialect base = dialect.dialect();
        char between = delimiter == null ? base.delimiter() : delimiter(line);
        LineEnding ending = lineEnding == null ? base.lineEnding() : lineEnding.ending();
        String nothing = nullText == null ? base.nullText() : nullText(line, base);
        try {
            return new CsvDialect(between, nothing, ending, base.escaping());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    line,
                    "--null '%s' holds a quote, a line break or the delimiter, so that readers could not tell it from text."
                            .formatted(nullText),
                    e);
        }
    }

    private char delimiter(CommandLine line) {
        if (dialect == DialectName.TSV) {
            throw new ParameterException(line, "--dialect tsv is the tab. Leave it out to have another --delimiter.");
        }
        String text = delimiter.equalsIgnoreCase("tab") || delimiter.equals("\\t") ? "\t" : delimiter;
        try {
            if (text.length() == 1) {
                return new CsvDialect(text.charAt(0), "", LineEnding.LF, Escaping.DOUBLED_QUOTES).delimiter();
            }
        } catch (IllegalArgumentException e) {
            // The message below says it for the user.
        }
        throw new ParameterException(
                line,
                "--delimiter '%s' can't be used. It is one ASCII punctuation mark that is in no number or date and is no quote or backslash, such as ; or | or tab."
                        .formatted(delimiter));
    }

    private String nullText(CommandLine line, CsvDialect base) {
        if (base.escaping() == Escaping.BACKSLASH && !nullText.equals("\\N") && !nullText.equals("NULL")) {
            throw new ParameterException(
                    line, "With --dialect mysql, --null can be \\N or NULL: LOAD DATA reads nothing else as NULL.");
        }
        if (nullText.matches("[-+0-9.:eE ]+|0[xX].*")) {
            throw new ParameterException(
                    line,
                    "--null '%s' could be a value's text: a number, a date or bytes. Choose another, such as NULL."
                            .formatted(nullText));
        }
        return nullText;
    }

    /** The values of {@code --guard}. */
    enum GuardName {
        FORMULA,
        APOSTROPHE,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The values of {@code --line-ending}. */
    enum LineEndingName {
        LF,
        CRLF;

        LineEnding ending() {
            return this == LF ? LineEnding.LF : LineEnding.CRLF;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The values of {@code --binary}. */
    enum BinaryName {
        HEX,
        BASE64;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
