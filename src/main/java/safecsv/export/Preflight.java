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
import safecsv.mysql.ReadEstimate;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TableSize;

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
     * @return about how many bytes it will write; 0 where that is not known or far too little to fill the disk
     * @throws SafecsvException refused, where it may not
     */
    static long check(ReadSession session, ExportRequest request, CheckedQuery checked, ExportListener listener) {
        long warnRows = request.pace().warnRows();
        boolean measures = measures(request);
        if (warnRows == Long.MAX_VALUE && !measures) {
            return 0;
        }
        Optional<ReadEstimate> estimate = ReadEstimate.of(session, checked.query());
        if (estimate.isEmpty()) {
            return 0;
        }
        if (estimate.get().read() > warnRows) {
            ask(session, checked.query(), estimate.get().read(), warnRows, listener);
        }
        return measures ? bytes(session, request, estimate.get().result()) : 0;
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

    /** Only where all of a table's columns are written, the size of its rows says something about the file's. */
    private static boolean measures(ExportRequest request) {
        return request.limits().space() == SpaceCheck.ON
                && request.target() instanceof ExportTarget.File
                && table(request) != null
                && table(request).columns().isEmpty();
    }

    private static TableSelect table(ExportRequest request) {
        if (request.source() instanceof ExportSource.Table table) {
            return table.table();
        }
        return request.source() instanceof ExportSource.Editable editable ? editable.table() : null;
    }

    private static long bytes(ReadSession session, ExportRequest request, long rows) {
        long room =
                DiskSpace.around(((ExportTarget.File) request.target()).path()).room();
        if (rows <= room / VERY_LONG_ROW) {
            return 0;
        }
        double text = TableSize.of(session, table(request))
                // The estimate of a condition with a subquery counts that one's rows too.
                .map(size -> Math.min((double) size.averageRow() * rows, (double) size.bytes()))
                .orElse(0.0);
        return Math.round(request.form().file().compression() == Compression.NONE ? text : text / COMPRESSED);
    }

    /**
     * Compares what will be written with what is free; says where it may be too little, and refuses where it surely is.
     *
     * @param bytes as {@link #check} gives it
     */
    static void requireRoom(Path directory, long bytes, ExportListener listener) {
        if (bytes <= DiskSpace.UNASKED) {
            return;
        }
        DiskSpace space = DiskSpace.of(directory);
        if (bytes <= space.room()) {
            return;
        }
        String sentence = "About %s would be written into %s, where %s are free (the last %s are left to others)."
                .formatted(
                        ByteSize.text(bytes), directory, ByteSize.text(space.free()), ByteSize.text(space.leftFree()));
        if (bytes / DOUBT > space.room()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    sentence
                            + " Nothing was written. Make room there, write elsewhere or with --compress zstd, or give --no-space-check.");
        }
        listener.notice(sentence + " It ends before the disk is full.");
    }

    /** As above, for a request that goes into a file; any other has room. */
    static void requireRoom(ExportRequest request, long bytes, ExportListener listener) {
        if (request.target() instanceof ExportTarget.File file) {
            requireRoom(TargetCheck.directoryOf(file.path()), bytes, listener);
        }
    }
}
