package safecsv.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.pace.PaceLimits;

/**
 * Several exports in one snapshot.
 *
 * @param sources at least one, where {@code database} is null
 * @param database whose base tables are exported besides; null for none
 * @param directory exists; gets one file for each, named after it
 * @param replace whether files that are there are replaced
 * @param limits {@code maxRows} is for each, {@code timeout} for all together
 */
public record SeveralRequest(
        List<NamedSource> sources,
        WholeDatabase database,
        Path directory,
        boolean replace,
        OutputForm form,
        ExportRequest.Limits limits,
        PaceLimits pace) {
    /**
     * A source and the name of its file without endings.
     *
     * @param longName what it is called where another one has that name; the same for a query
     */
    public record NamedSource(ExportSource source, String name, String longName) {}

    /**
     * All base tables of the session's database.
     *
     * @param excluded names of tables, compared as the server lists them; each must be one
     * @param editable whether each is to be put back after it was edited
     */
    public record WholeDatabase(List<String> excluded, boolean editable) {
        public WholeDatabase {
            excluded = List.copyOf(excluded);
        }
    }

    /** A source whose file is named so, as far as file names can hold that. */
    public static NamedSource named(ExportSource source, String name, String longName) {
        return new NamedSource(source, SeveralFiles.safe(name), SeveralFiles.safe(longName));
    }

    public SeveralRequest {
        sources = List.copyOf(sources);
        Objects.requireNonNull(directory);
        Objects.requireNonNull(form);
        if (form.manifest().file() != null) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "Several exports have a manifest each, beside its file: give --manifest without a name.");
        }
        Objects.requireNonNull(limits);
        Objects.requireNonNull(pace);
        // Before anything is connected to; each request looks again.
        for (NamedSource source : sources) {
            ExportRequest.masked(source.source(), form);
        }
        if (database != null && database.editable()) {
            EditableExport.requireFitting(form);
        }
    }
}
