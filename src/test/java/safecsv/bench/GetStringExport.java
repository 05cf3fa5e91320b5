package safecsv.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import safecsv.bench.BenchOptions.SslMode;

/**
 * The rival that one would write in an afternoon: a streamed result set, {@code getString} for each value, commons-csv
 * to write it. Runs as a process of its own, with the JVM's default flags.
 */
final class GetStringExport {
    private GetStringExport() {}

    /** Takes a JDBC URL, user, password file, TLS mode, query and output file. */
    public static void main(String[] arguments) throws IOException, SQLException {
        String password = Files.readString(Path.of(arguments[2]));
        try (Connection connection = DriverManager.getConnection(
                        arguments[0], BenchServer.properties(arguments[1], password, SslMode.valueOf(arguments[3])));
                Statement statement =
                        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (ResultSet result = statement.executeQuery(arguments[4]);
                    Writer writer = Files.newBufferedWriter(Path.of(arguments[5]), StandardCharsets.UTF_8);
                    CSVPrinter printer = new CSVPrinter(
                            writer,
                            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
                print(result, printer);
            }
        }
    }

    private static void print(ResultSet result, CSVPrinter printer) throws SQLException, IOException {
        ResultSetMetaData metaData = result.getMetaData();
        int columns = metaData.getColumnCount();
        for (int column = 1; column <= columns; column++) {
            printer.print(metaData.getColumnLabel(column));
        }
        printer.println();
        while (result.next()) {
            for (int column = 1; column <= columns; column++) {
                printer.print(result.getString(column));
            }
            printer.println();
        }
    }
}
