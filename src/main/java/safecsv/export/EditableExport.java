package safecsv.export;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CellEncoding;
import safecsv.csv.Compression;
import safecsv.csv.CsvDialect;
import safecsv.csv.Escaping;
import safecsv.csv.FileForm;
import safecsv.csv.FileSet;
import safecsv.csv.TextCharset;
import safecsv.csv.baseline.BaselineManifest;
import safecsv.csv.baseline.BaselineWriter;
import safecsv.csv.baseline.SentForm;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ColumnOrigins;
import safecsv.mysql.ReadSession;
import safecsv.mysql.ServerIdentity;
import safecsv.mysql.TableReader;
import safecsv.mysql.TableSelect;
import safecsv.mysql.sql.OneTable;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.UniqueKey;

/** What makes an export editable: a table whose rows can be found again, and a baseline beside the CSV. */
final class EditableExport {
    private static final String REFUSED = "Refused: --editable needs rows that can be put back, and ";

    private final ExportRequest request;
    private final CheckedQuery checked;
    private final ServerIdentity server;
    private final EditableColumns columns;
    private final UniqueKey key;

    private EditableExport(
            ExportRequest request, CheckedQuery checked, ServerIdentity server, EditableColumns columns) {
        this.request = request;
        this.checked = checked;
        this.server = server;
        this.columns = columns;
        this.key = columns.key();
    }

    /**
     * Looks at the table, and gives the session a time zone that the diff can have again.
     *
     * @return empty where the export is not to be editable
     * @throws SafecsvException refused (4) where rows could not be put back
     */
    static Optional<EditableExport> of(ReadSession session, ExportRequest request, CheckedQuery checked) {
        if (!request.source().editable()) {
            return Optional.empty();
        }
        Optional<TableSelect> select = request.source().table();
        String name = select.map(TableSelect::table).orElseGet(() -> tableOf(checked));
        ServerIdentity server = session.fixTimeZone();
        TableDefinition table = TableReader.read(session, name);
        if (table.kind() != TableDefinition.Kind.BASE_TABLE) {
            throw refused("%s is no table but a view.".formatted(table.qualifiedName()));
        }
        EditableColumns columns = select.isPresent()
                ? EditableColumns.ofTable(table, checked.described())
                : EditableColumns.ofQuery(
                        table, checked.described(), ColumnOrigins.of(session, checked.query(), table));
        return Optional.of(new EditableExport(request, checked, server, columns));
    }

    /** The one table that a query reads, one row of it for each row of the result. */
    private static String tableOf(CheckedQuery checked) {
        return OneTable.of(checked.query().sql())
                .orElseThrow(
                        () -> refused("not every row of this query is one row of one table. Write it as SELECT columns"
                                + " FROM table WHERE … (without joins, groups, DISTINCT, UNION, aggregate functions;"
                                + " subqueries may be among the columns), or give --table."));
    }

    /**
     * Refuses options that an editable export can't have, whatever is exported.
     *
     * @param form with all masks, from wherever they come
     * @throws SafecsvException usage (2)
     */
    static void requireFitting(OutputForm form) {
        if (form.dialect().escaping() != Escaping.DOUBLED_QUOTES) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable writes what a person can edit: not the dialect mysql, with its backslashes.");
        }
        if (!form.masks().isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable and masks don't go together: masked values can't be put back, and the baseline would hold the clear ones. Leave out --editable, or the masks (%s). Nothing was written."
                            .formatted(form.masks().text()));
        }
        if (form.binary() != CellEncoding.HEX) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--editable writes bytes as 0x and hexadecimal digits, in which they are compared: leave --binary"
                            + " out.");
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

    static SafecsvException refused(String reason) {
        return new SafecsvException(ExitCode.REFUSED, REFUSED + reason + " Nothing was written.");
    }

    /** Creates the baseline beside the CSV; it is published with it. */
    BaselineTap open(FileSet files) throws IOException {
        ExportTarget.File target = (ExportTarget.File) request.target();
        boolean same = request.form().equals(OutputForm.STANDARD);
        return new BaselineTap(new BaselineWriter(files.create(target.baseline(), target.replace()), !same), same);
    }

    /** What ought to be known before the CSV is sent away; one sentence each. */
    List<String> warnings() {
        TableDefinition table = columns.table();
        return table.transactional()
                ? List.of()
                : List.of(
                        "%s is a table of the engine %s, in which nothing can be rolled back: what comes back can be compared with it, but safecsv apply writes to InnoDB tables only."
                                .formatted(table.qualifiedName(), table.engine()));
    }

    /** What the rows are; counts and digest are still to come. */
    BaselineManifest manifest(Instant snapshot) {
        TableDefinition table = columns.table();
        return new BaselineManifest(
                server.uuid(),
                server.version(),
                table.schema(),
                table.name(),
                table.fingerprint(),
                columns.baseline(key),
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
}
