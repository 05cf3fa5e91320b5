package safecsv.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.csv.TextCharset;
import safecsv.csv.Unmappable;

/** The bytes of the output's characters. */
final class CharsetOptions {
    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description =
                    "The output's character set: UTF-8 (default), windows-31j, Shift_JIS, EUC-JP, windows-1252, UTF-16LE, …")
    private String name;

    @Option(
            names = "--unmappable",
            paramLabel = "fail|replace",
            description = "Characters that --charset can't hold: fail (default), and say where; or write ?.")
    private UnmappableName unmappable;

    @Option(
            names = "--bom",
            negatable = true,
            description =
                    "Begin each file with a byte order mark, or not (default: only with --dialect excel and with UTF-16).")
    private Boolean mark;

    /** @throws ParameterException where the options contradict each other */
    TextCharset charset(CommandLine line, DialectName dialect) {
        Charset charset = name == null ? StandardCharsets.UTF_8 : named(line);
        boolean unicode = TextCharset.isUnicode(charset);
        if (unmappable != null && unicode) {
            throw new ParameterException(
                    line,
                    "--unmappable goes with a --charset that can't hold every character; %s can.".formatted(charset));
        }
        if (dialect == DialectName.MYSQL && unicode && !charset.equals(StandardCharsets.UTF_8)) {
            throw new ParameterException(
                    line, "--dialect mysql is for LOAD DATA, which does not read %s.".formatted(charset.name()));
        }
        return new TextCharset(
                charset,
                unmappable == UnmappableName.REPLACE ? Unmappable.REPLACE : Unmappable.FAIL,
                mark(line, charset, dialect));
    }

    private Charset named(CommandLine line) {
        return TextCharset.named(name)
                .orElseThrow(() -> new ParameterException(
                        line,
                        "This Java can't write a character set named '%s'. Names are such as UTF-8, windows-31j, Shift_JIS, windows-1252 or UTF-16LE."
                                .formatted(name)));
    }

    private boolean mark(CommandLine line, Charset charset, DialectName dialect) {
        boolean needed = name != null && TextCharset.needsMark(name);
        if (mark == null) {
            return needed || (dialect == DialectName.EXCEL && TextCharset.isUnicode(charset));
        }
        if (mark && !TextCharset.isUnicode(charset)) {
            throw new ParameterException(line, "%s has no byte order mark.".formatted(charset.name()));
        }
        if (mark && dialect == DialectName.MYSQL) {
            throw new ParameterException(
                    line,
                    "--dialect mysql is for LOAD DATA, which takes a byte order mark for part of the first value.");
        }
        if (!mark && needed) {
            throw new ParameterException(
                    line, "Without a byte order mark, name the byte order: %s.".formatted(charset.name()));
        }
        return mark;
    }

    /** The values of {@code --unmappable}. */
    enum UnmappableName {
        FAIL,
        REPLACE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
