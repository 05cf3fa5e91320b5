package safecsv.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.ByteSize;
import safecsv.csv.Compression;
import safecsv.csv.DiskSpace;
import safecsv.csv.SpaceCheck;
import safecsv.csv.TargetCheck;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ColumnOrigins;
import safecsv.mysql.ReadEstimate;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TableSize;
import safecsv.mysql.sql.OneTable;

/** Says what a large query would do before it does it, and refuses what surely has no room on the disk. */
final class Preflight {
    /** Rows that are this long on average are very rare: with room for so many, no table needs to be looked at. */
    private static final long VERY_LONG_ROW = 64 << 10;

    /** By how many times text is compressed at best, with few exceptions. */
    private static final long COMPRESSED = 10;

    /**
     * By how many times the file may be smaller than the table: rows that came in a random order leave pages half empty, and
     * two small integers take three times as much in a page as in CSV.
     */
    private static final long DOUBT = 4;

    private Preflight() {}

    /**
     * Asks whether the query may run, where it would read more rows than are to be warned of.
     *
     * @return about how many rows it will give, and bytes, as far as those matter
     * @throws SafecsvException refused, where it may not
     */
    static ExpectedSize check(
            ReadSession session, ExportRequest request, CheckedQuery checked, ExportListener listener) {
        long warnRows = request.pace().warnRows();
        boolean measures = measures(request);
        if (warnRows == Long.MAX_VALUE && !measures) {
            return ExpectedSize.UNKNOWN;
        }
        Optional<ReadEstimate> estimate = ReadEstimate.of(session, checked.query());
        if (estimate.isEmpty()) {
            return ExpectedSize.UNKNOWN;
        }
        if (estimate.get().read() > warnRows) {
            ask(session, checked.query(), estimate.get().read(), warnRows, listener);
        }
        return measures ? size(session, request, checked, estimate.get().result()) : ExpectedSize.UNKNOWN;
    }

    private static void ask(ReadSession session, BoundQuery query, long rows, long warnRows, ExportListener listener) {
        List<TableSize> sizes = TableSize.of(session, query);
        String tables = sizes.isEmpty()
                ? ""
                : sizes.stream()
                        .map(size -> size.name() + ", " + ByteSize.text(size.bytes()))
                        .collect(Collectors.joining("; ", " (", ")"));
        String sentence =
                "The query would read about %,d rows%s, more than --warn-rows %,d.".formatted(rows, tables, warnRows);
        if (!listener.goOn(sentence)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    sentence + " It was not run, as you said. Ask for fewer rows, or raise --warn-rows.");
        }
    }

    private static boolean measures(ExportRequest request) {
        return request.limits().space() == SpaceCheck.ON && request.target() instanceof ExportTarget.File;
    }

    private static ExpectedSize size(ReadSession session, ExportRequest request, CheckedQuery checked, long rows) {
        long room =
                DiskSpace.around(((ExportTarget.File) request.target()).path()).room();
        if (rows <= room / VERY_LONG_ROW) {
            return new ExpectedSize(rows, 0, 0);
        }
        Optional<TableSelect> table = request.source().table();
        Optional<TableSize> size =
                table.isPresent() ? TableSize.of(session, table.get()) : tableOfQuery(session, checked);
        double text = size
                // The estimate of a condition with a subquery counts that one's rows too.
                .map(known -> Math.min((double) known.averageRow() * rows, (double) known.bytes()))
                .orElse(0.0);
        long bytes = Math.round(request.form().file().compression() == Compression.NONE ? text : text / COMPRESSED);
        // Of some of the columns, the table's rows say only how much it can be at most.
        boolean likely = table.isPresent() && table.get().columns().isEmpty();
        return likely ? new ExpectedSize(rows, bytes, 0) : new ExpectedSize(rows, 0, bytes);
    }

    /** Only of a query that gives rows of one table, and not a sum or a count of them. */
    private static Optional<TableSize> tableOfQuery(ReadSession session, CheckedQuery checked) {
        Optional<String> table = OneTable.of(checked.query().sql());
        if (table.isEmpty() || !ColumnOrigins.anyPlain(session, checked.query())) {
            return Optional.empty();
        }
        return TableSize.of(session, new TableSelect(table.get(), List.of(), Optional.empty()));
    }

    /**
     * Compares what will be written with what is free; says where it may be too little, and refuses where it surely is.
     *
     * @param size as {@link #check} gives it
     */
    static void requireRoom(Path directory, ExpectedSize size, ExportListener listener) {
        if (size.most() <= DiskSpace.UNASKED) {
            return;
        }
        DiskSpace space = DiskSpace.of(directory);
        if (size.most() <= space.room()) {
            return;
        }
        String sentence = "%s %s would be written into %s, where %s are free (the last %s are left to others)."
                .formatted(
                        size.atMost() == 0 ? "About" : "Up to about",
                        ByteSize.text(size.most()),
                        directory,
                        ByteSize.text(space.free()),
                        ByteSize.text(space.leftFree()));
        if (size.likely() / DOUBT > space.room()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    sentence
                            + " Nothing was written. Make room there, write elsewhere or with --compress zstd, or give"
                            + " --no-space-check.");
        }
        listener.notice(sentence + " It ends before the disk is full.");
    }

    /** As above, for a request that goes into a file; any other has room. */
    static void requireRoom(ExportRequest request, ExpectedSize size, ExportListener listener) {
        if (request.target() instanceof ExportTarget.File file) {
            requireRoom(TargetCheck.directoryOf(file.path()), size, listener);
        }
    }
}
