package safecsv.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.csv.Compression;
import safecsv.csv.SplitRule;

/** Compression, and division into several files. */
final class FileOptions {
    @Option(
            names = "--compress",
            paramLabel = "gzip|zstd|none",
            description = "Compress the output. Default: what the file's ending says, .gz or .zst.")
    private CompressionName compress;

    @Option(
            names = "--split-rows",
            paramLabel = "N",
            description = "Write parts NAME.0001.csv, NAME.0002.csv, … of at most N rows, each with the header.")
    private Long splitRows;

    @Option(
            names = "--split-bytes",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "Write parts of at most so many bytes of text before compression: 500000, 25MB, 1GiB.")
    private Long splitBytes;

    /** @param output the file's name, or null for standard output */
    Compression compression(CommandLine line, String output) {
        Compression named = output == null ? Compression.NONE : Compression.byName(output);
        if (compress == null) {
            return named;
        }
        Compression wanted = Compression.valueOf(compress.name());
        if (named != Compression.NONE && named != wanted) {
            throw new ParameterException(
                    line,
                    "--compress %s and a file that ends in %s don't go together.".formatted(compress, named.suffix()));
        }
        return wanted;
    }

    /** @param output the file's name, or null for standard output */
    SplitRule split(CommandLine line, String output, DialectName dialect) {
        if (splitRows == null && splitBytes == null) {
            return SplitRule.NONE;
        }
        if (output == null) {
            throw new ParameterException(line, "Standard output can't be split into files. Name one with --output.");
        }
        boolean excel = dialect == DialectName.EXCEL;
        if (splitRows != null && splitRows < 1) {
            throw new ParameterException(line, "--split-rows must be at least 1.");
        }
        if (splitRows != null && excel && splitRows > DialectName.MOST_EXCEL_ROWS) {
            throw new ParameterException(
                    line,
                    "A spreadsheet opens at most %,d rows and a header; give --split-rows no more."
                            .formatted(DialectName.MOST_EXCEL_ROWS));
        }
        long otherwise = excel ? DialectName.MOST_EXCEL_ROWS : Long.MAX_VALUE;
        return new SplitRule(
                splitRows == null ? otherwise : splitRows, splitBytes == null ? Long.MAX_VALUE : splitBytes);
    }

    /** The values of {@code --compress}. */
    enum CompressionName {
        GZIP,
        ZSTD,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
