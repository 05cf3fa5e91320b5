package safecsv.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CellEncoding;
import safecsv.csv.Compression;
import safecsv.csv.CsvDialect;
import safecsv.csv.Escaping;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.TextCharset;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.csv.baseline.BaselineManifest;
import safecsv.csv.baseline.BaselineWriter;
import safecsv.csv.baseline.SentForm;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ColumnKind;
import safecsv.mysql.ColumnOrigins;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ResultColumn;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.TableReader;
import safecsv.mysql.sql.OneTable;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.UniqueKey;

/** What makes an export editable: a table whose rows can be found again, and a baseline beside the CSV. */
final class EditableExport {
    private static final String REFUSED = "Refused: --editable needs rows that can be put back, and ";

    private final ExportRequest request;
    private final CheckedQuery checked;
    private final ServerIdentity server;
    private final TableDefinition table;
    private final UniqueKey key;

    private EditableExport(ExportRequest request, CheckedQuery checked, ServerIdentity server, TableDefinition table) {
        this.request = request;
        this.checked = checked;
        this.server = server;
        this.table = table;
        this.key = key(names());
    }

    /**
     * Looks at the table, and gives the session a time zone that the diff can have again.
     *
     * @return empty where the export is not to be editable
     * @throws SafecsvException usage (2) where the options do not fit; refused (4) where rows could not be put back
     */
    static Optional<EditableExport> of(ReadSession session, ExportRequest request, CheckedQuery checked) {
        if (!(request.source() instanceof ExportSource.Editable
                || request.source() instanceof ExportSource.EditableQuery)) {
            return Optional.empty();
        }
        requireOneFile(request);
        String name = request.source() instanceof ExportSource.Editable source
                ? source.table().table()
                : tableOf(session, checked);
        ServerIdentity server = session.fixTimeZone();
        TableDefinition table = TableReader.read(session, name);
        if (table.kind() != TableDefinition.Kind.BASE_TABLE) {
            throw refused("%s is no table but a view.".formatted(table.qualifiedName()));
        }
        return Optional.of(new EditableExport(request, checked, server, table));
    }

    /** The one table that a query reads, all of whose columns are the table's own. */
    private static String tableOf(ReadSession session, CheckedQuery checked) {
        String table = OneTable.of(checked.query().sql())
                .orElseThrow(
                        () -> refused("not every row of this query is one row of one table. Write it as SELECT columns"
                                + " FROM table WHERE … (without joins, groups, DISTINCT, UNION), or give --table."));
        List<String> computed = ColumnOrigins.computed(session, checked.query());
        if (!computed.isEmpty()) {
            throw refused("%s is computed, or goes by another name than in the table. Leave it out of the query."
                    .formatted(String.join(", ", computed)));
        }
        for (ResultColumn column : checked.described()) {
            if (column.kind() == ColumnKind.FLOAT) {
                throw refused(
                        "a query prints the FLOAT column %s with six digits only. Use --table, which keeps them all."
                                .formatted(column.name()));
            }
        }
        return table;
    }

    private static void requireOneFile(ExportRequest request) {
        OutputForm form = request.form();
        if (!(request.target() instanceof ExportTarget.File)) {
            throw new SafecsvException(ExitCode.USAGE, "--editable writes two files: name the CSV with -o FILE.");
        }
        if (form.dialect().escaping() != Escaping.DOUBLED_QUOTES) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable writes what a person can edit: not the dialect mysql, with its backslashes.");
        }
        if (!form.masks().isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE, "--editable and --mask don't go together: masked values can't be put back.");
        }
        if (form.binary() != CellEncoding.HEX) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable writes bytes as 0x and hexadecimal digits, in which they are compared: leave --binary out.");
        }
        FileForm file = form.file();
        if (!form.header()
                || file.compression() != Compression.NONE
                || file.split().splits()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable writes one CSV that can be edited: with a header, not compressed, not split.");
        }
    }

    private UniqueKey key(List<String> names) {
        Set<String> selected = new HashSet<>();
        for (String name : names) {
            if (!selected.add(name.toLowerCase(Locale.ROOT))) {
                throw refused("the column %s is in the result twice.".formatted(name));
            }
        }
        if (table.rowKeys().isEmpty()) {
            throw refused("%s has neither a primary key nor a unique key over columns that are NOT NULL."
                    .formatted(table.qualifiedName()));
        }
        return table.rowKeys().stream()
                .filter(candidate ->
                        candidate.columns().stream().allMatch(name -> selected.contains(name.toLowerCase(Locale.ROOT))))
                .findFirst()
                .orElseThrow(() -> refused("the key of %s (%s) is not among the columns. Add it."
                        .formatted(
                                table.qualifiedName(),
                                String.join(", ", table.rowKeys().get(0).columns()))));
    }

    private static SafecsvException refused(String reason) {
        return new SafecsvException(ExitCode.REFUSED, REFUSED + reason + " Nothing was written.");
    }

    private List<String> names() {
        return checked.described().stream().map(ResultColumn::name).toList();
    }

    /** Creates the baseline beside the CSV; it is published with it. */
    BaselineTap open(FileSet files) throws IOException {
        ExportTarget.File target = (ExportTarget.File) request.target();
        Path path = target.path().resolveSibling(target.path().getFileName() + ".baseline.zip");
        boolean same = request.form().equals(OutputForm.STANDARD);
        return new BaselineTap(new BaselineWriter(files.create(path, target.replace()), !same), same);
    }

    /** What the rows are; counts and digest are still to come. */
    BaselineManifest manifest(Instant snapshot) {
        List<BaselineColumn> columns = new ArrayList<>();
        for (String name : names()) {
            Optional<ColumnDefinition> column = table.column(name);
            columns.add(new BaselineColumn(
                    name, column.map(found -> found.type().declared()).orElse(null), role(name, column)));
        }
        return new BaselineManifest(
                server.uuid(),
                server.version(),
                table.schema(),
                table.name(),
                table.fingerprint(),
                columns,
                key.columns(),
                checked.query().source(),
                dialect(request.form()),
                form(request.form()),
                server.timeZone(),
                snapshot,
                0,
                0,
                "");
    }

    private static String dialect(OutputForm form) {
        CsvDialect dialect = form.dialect();
        if (form.isForSpreadsheets()) {
            return "excel";
        }
        return dialect.equals(CsvDialect.STANDARD) ? "standard" : dialect.equals(CsvDialect.TSV) ? "tsv" : "other";
    }

    private static SentForm form(OutputForm form) {
        TextCharset charset = form.file().charset();
        return new SentForm(
                form.dialect().delimiter(),
                form.dialect().nullText(),
                charset.bom(),
                charset.charset().name());
    }

    private BaselineColumn.Role role(String name, Optional<ColumnDefinition> column) {
        if (key.columns().stream().anyMatch(part -> part.equalsIgnoreCase(name))) {
            return BaselineColumn.Role.KEY;
        }
        return column.isEmpty() || column.get().generated() ? BaselineColumn.Role.READ_ONLY : BaselineColumn.Role.DATA;
    }
}
