package safecsv.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import safecsv.SafecsvException;

/**
 * The rows of a running query, one at a time, as the bytes that the server sent. Not thread-safe; after {@link #next}
 * threw or returned false it must not be called again.
 *
 * <p>Ordinary rows are taken from the wire whole ({@link WireInput}), and the values found in its buffer. The driver does
 * all else that belongs to the protocol: long rows, errors between rows, the end of the result. Source of the row format: MySQL internals, "Text Resultset Row".
 */
public final class RowStream {
    private static final int NULL_MARK = 0xfb;

    private final WireInput input;
    private final Statement statement;
    private final ResultSet resultSet;
    private final Function<SQLException, SafecsvException> failures;
    private final NativeProtocol protocol;
    private final List<ResultColumn> columns;
    private final int[] starts;
    private final int[] lengths;
    private byte[] buffer = new byte[0];
    private boolean compared;

    /**
     * @param input what the driver reads from, installed before the statement ran
     * @param statement has been executed
     * @param failures what an error while reading means
     */
    RowStream(
            WireInput input,
            Connection connection,
            Statement statement,
            Function<SQLException, SafecsvException> failures)
            throws SQLException {
        this.input = input;
        this.statement = statement;
        this.resultSet = statement.getResultSet();
        this.failures = failures;
        JdbcConnection driver = connection.unwrap(JdbcConnection.class);
        this.protocol = ((NativeSession) driver.getSession()).getProtocol();
        this.columns = ResultColumn.of(resultSet
                .unwrap(ResultSetInternalMethods.class)
                .getRows()
                .getMetadata()
                .getFields());
        this.starts = new int[columns.size()];
        this.lengths = new int[columns.size()];
    }

    /** The result's columns, in order. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /**
     * Moves to the next row.
     *
     * @return whether there is one
     * @throws SafecsvException where the query failed or the connection was lost; the rows so far are not all
     */
    public boolean next() {
        try {
            // The driver reads the first row, which proves where its rows are, and whatever is no ordinary row.
            if (compared && input.nextRow()) {
                buffer = input.buffer();
                locate(input.rowStart(), input.rowEnd());
                return true;
            }
            return nextFromDriver();
        } catch (SQLException e) {
            throw failures.apply(e);
        }
    }

    private boolean nextFromDriver() throws SQLException {
        if (!resultSet.next()) {
            return false;
        }
        NativePacketPayload packet = protocol.getReusablePacket();
        buffer = packet.getByteBuffer();
        locate(0, packet.getPayloadLength());
        if (!compared) {
            compareWithDriver();
            compared = true;
        }
        return true;
    }

    /** Holds the current row's values; changes with every {@link #next}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where each column's value starts in {@link #buffer}; the same array for every row. */
    public int[] starts() {
        return starts;
    }

    /** Each value's length in bytes, negative for NULL; the same array for every row. */
    public int[] lengths() {
        return lengths;
    }

    /**
     * What the server warned of while the query ran; to be asked after the last row.
     *
     * @return one line each, with the server's error number; empty if there were none
     */
    public List<String> warnings() {
        try {
            List<String> texts = new ArrayList<>();
            for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
                texts.add(warning.getErrorCode() + " " + warning.getMessage());
            }
            return texts;
        } catch (SQLException e) {
            throw failures.apply(e);
        }
    }

    /** Frees what the driver holds for the query; after its last row only, since all that are left would be read first. */
    public void close() {
        try {
            statement.close();
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** Reads the length before each value: one byte, or a mark and 2, 3 or 8 bytes, least significant first. */
    private void locate(int rowStart, int rowEnd) {
        byte[] bytes = buffer;
        int at = rowStart;
        for (int column = 0; column < lengths.length; column++) {
            int length = bytes[at++] & 0xff;
            if (length >= NULL_MARK) {
                if (length == NULL_MARK) {
                    lengths[column] = -1;
                    continue;
                }
                int size = length == 0xfc ? 2 : length == 0xfd ? 3 : 8;
                length = littleEndian(bytes, at, size);
                at += size;
            }
            starts[column] = at;
            lengths[column] = length;
            at += length;
        }
        if (at != rowEnd) {
            throw new IllegalStateException(
                    "a row of " + (rowEnd - rowStart) + " bytes has values of " + (at - rowStart));
        }
    }

    private static int littleEndian(byte[] bytes, int at, int size) {
        long value = 0;
        for (int index = size - 1; index >= 0; index--) {
            value = value << 8 | (bytes[at + index] & 0xff);
        }
        return Math.toIntExact(value);
    }

    /** Where the row lies is the driver's own affair and may change with its version: the first row proves it. */
    private void compareWithDriver() throws SQLException {
        for (int column = 0; column < lengths.length; column++) {
            byte[] expected = resultSet.getBytes(column + 1);
            boolean same = expected == null
                    ? lengths[column] < 0
                    : lengths[column] == expected.length
                            && Arrays.equals(
                                    buffer,
                                    starts[column],
                                    starts[column] + expected.length,
                                    expected,
                                    0,
                                    expected.length);
            if (!same) {
                throw new IllegalStateException("the driver keeps rows in another place than this version knows");
            }
        }
    }
}
