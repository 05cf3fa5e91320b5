package safecsv.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.ExportSource;
import safecsv.export.SeveralRequest;
import safecsv.export.SeveralRequest.NamedSource;

/** What the files of several exports are named after. */
final class SourceNames {
    private SourceNames() {}

    /** @param parts the table's name, or its schema and its name */
    static NamedSource table(ExportSource source, List<String> parts) {
        return SeveralRequest.named(source, parts.get(parts.size() - 1), String.join(".", parts));
    }

    /**
     * A query file's name without {@code .sql}.
     *
     * @throws SafecsvException usage (2), for standard input, which has none
     */
    static NamedSource query(ExportSource source, String file) {
        if (file.equals("-")) {
            throw new SafecsvException(
                    ExitCode.USAGE, "Standard input has no name for a file in --output-dir. Give a file's name.");
        }
        String name = String.valueOf(Path.of(file).getFileName());
        String plain = name.toLowerCase(Locale.ROOT).endsWith(".sql") ? name.substring(0, name.length() - 4) : name;
        return SeveralRequest.named(source, plain, plain);
    }
}
