package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import safecsv.export.mask.Masks;

/** Columns whose values never leave in clear. */
final class MaskOptions {
    @Option(
            names = "--mask",
            paramLabel = "COLUMN=KIND",
            description =
                    "Mask a result column: hash, redact, partial, email, null or date-year. Repeatable, or with commas. A query can "
                            + "state it in its first comment: -- Mask: email=hash, tel=partial")
    private List<String> masks = new ArrayList<>();

    @Option(
            names = "--mask-key-file",
            paramLabel = "FILE",
            description = "The key of the mask hash; equal values get equal hashes in all files made with it.")
    private String keyFile;

    Masks masks(CommandLine line) {
        return masks.isEmpty() && keyFile == null
                ? Masks.NONE
                : Masks.of(masks, keyFile == null ? null : CommandPaths.path(line, keyFile));
    }
}
