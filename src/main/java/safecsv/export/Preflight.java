package safecsv.export;

import java.util.OptionalLong;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.ReadEstimate;
import safecsv.mysql.ReadSession;

/** Says what a large query would do before it does it. */
final class Preflight {
    private Preflight() {}

    /**
     * Asks whether the query may run, where it would read more rows than that.
     *
     * @param warnRows {@code Long.MAX_VALUE} for never asking, not even the server
     * @throws SafecsvException refused, where it may not
     */
    static void check(ReadSession session, BoundQuery query, long warnRows, ExportListener listener) {
        if (warnRows == Long.MAX_VALUE) {
            return;
        }
        OptionalLong rows = ReadEstimate.of(session, query);
        if (rows.isEmpty() || rows.getAsLong() <= warnRows) {
            return;
        }
        String sentence =
                "The query would read about %,d rows, more than --warn-rows %,d.".formatted(rows.getAsLong(), warnRows);
        if (!listener.goOn(sentence)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    sentence + " It was not run, as you said. Ask for fewer rows, or raise --warn-rows.");
        }
    }
}
