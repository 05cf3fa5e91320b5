package safecsv.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import safecsv.testing.TestServer;

/** The tables of {@code src/test/resources/torture}, in a database of their own. */
public final class TortureTables {
    /** Tables that every server has; what is in them can be loaded back from text. */
    public static final List<String> COMMON = List.of(
            "integers",
            "fractions",
            "moments",
            "texts",
            "charsets",
            "choices",
            "octets",
            "shapes",
            "documents",
            "large");

    public static final String MYSQL = "mysql_types";
    public static final String VECTORS = "vectors";

    private static final long LARGEST_PACKET = 128L << 20;

    private final TestServer server;
    private final String database;

    private TortureTables(TestServer server, String database) {
        this.server = server;
        this.database = database;
    }

    /** Makes what this server can hold. */
    public static TortureTables create(TestServer server) {
        server.adminSql("SET GLOBAL max_allowed_packet = " + LARGEST_PACKET);
        TortureTables tables = new TortureTables(server, server.createDatabase("torture"));
        server.runScript(tables.database, "/torture/common.sql");
        if (server.isMySql()) {
            server.runScript(tables.database, "/torture/mysql.sql");
            if (server.majorVersion() >= 9) {
                server.runScript(tables.database, "/torture/mysql9.sql");
            }
        }
        return tables;
    }

    public String database() {
        return database;
    }

    /** Skips the calling test, saying why, when this server is not made for this table. */
    void require(String table) {
        if (table.equals(MYSQL)) {
            server.requireMySql("a JSON type, columns with an SRID, gb18030");
        }
        if (table.equals(VECTORS)) {
            server.requireMySql(9, "the VECTOR type");
        }
    }

    /** The table's columns in their order, {@code id} first. */
    List<TortureColumn> columns(String table) {
        String sql = "SELECT column_name, LOWER(data_type) FROM information_schema.columns"
                + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";
        List<TortureColumn> columns = new ArrayList<>();
        try (Connection connection = server.adminConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new TortureColumn(rows.getString(1), rows.getString(2)));
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return columns;
    }

    List<String> names(String table) {
        return columns(table).stream().map(TortureColumn::name).toList();
    }
}
