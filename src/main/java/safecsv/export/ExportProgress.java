package safecsv.export;

/**
 * How far an export is. Written by the exporting thread and read by any other; the numbers may be of slightly
 * different moments.
 */
public final class ExportProgress {
    private volatile long rows;
    private volatile long bytes;
    private volatile long earlierBytes;
    private volatile String waiting;
    private long rowsBefore;
    private long bytesBefore;

    /** Rows read so far. */
    public long rows() {
        return rows;
    }

    /** Bytes of CSV text so far, written or about to be. */
    public long bytes() {
        return bytes;
    }

    /** Bytes among them that an earlier run has read from the server, and this one only copies. */
    public long earlierBytes() {
        return earlierBytes;
    }

    void earlierBytes(long count) {
        earlierBytes = count;
    }

    /** Why no rows are taken for now; null while they are. */
    public String waiting() {
        return waiting;
    }

    void waiting(String reason) {
        waiting = reason;
    }

    /** Tells how far the query that runs now is. */
    void at(long newRows, long newBytes) {
        rows = rowsBefore + newRows;
        bytes = bytesBefore + newBytes;
    }

    /** Says that the next numbers are those of another query. */
    void nextBegins() {
        rowsBefore = rows;
        bytesBefore = bytes;
    }
}
