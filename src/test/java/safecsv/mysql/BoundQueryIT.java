package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.mysql.cj.jdbc.JdbcConnection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.LexicalCheck;

/** Values on their way into a real server, and the lexical check against what that server makes of the same text. */
class BoundQueryIT {
    private static Connection session;

    @BeforeContainer
    static void open() throws SQLException {
        session = GateServer.readOnly();
        try (Connection administrator = GateServer.administrator()) {
            GateServer.execute(administrator, "CREATE TABLE IF NOT EXISTS n (b INT) ENGINE=InnoDB");
        }
    }

    @AfterContainer
    static void close() throws SQLException {
        if (session != null) {
            session.close();
            try (Connection administrator = GateServer.administrator()) {
                GateServer.execute(administrator, "DROP DATABASE " + GateServer.DATABASE);
            }
        }
    }

    @Property(tries = 500)
    void any_text_arrives_unchanged(@ForAll("values") String value) throws SQLException {
        BoundQuery query = NamedParameters.bind(
                "SELECT HEX(:v), ':v', HEX(:v) -- :v ?\n FROM (SELECT '?' `?`) a LIMIT :n",
                Map.of("v", value, "n", "1"));
        QueryGate.check(session, query, TrustedFunctions.NONE);
        try (PreparedStatement statement = query.prepare(session);
                ResultSet result = statement.executeQuery()) {
            result.next();
            byte[] expected = value.getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(expected, HexFormat.of().parseHex(result.getString(1)));
            assertEquals(":v", result.getString(2));
            assertArrayEquals(expected, HexFormat.of().parseHex(result.getString(3)));
        }
    }

    @Property(tries = 20)
    void where_the_driver_would_see_other_placeholders_the_query_is_refused(
            @ForAll("misread") String sql, @ForAll("values") String value) {
        BoundQuery query = NamedParameters.bind(sql, Map.of("v", value));
        SafecsvException error = assertThrows(
                SafecsvException.class, () -> query.prepare(session).close());
        assertEquals(ExitCode.REFUSED, error.exitCode());
    }

    /** FOR UPDATE and INTO are what the server itself betrays: error 1792, and no description of a result. */
    @Property(tries = 1000)
    void what_the_server_takes_for_a_forbidden_word_the_lexical_check_never_misses(@ForAll("soups") String sql)
            throws SQLException {
        boolean serverSeesIt;
        try (PreparedStatement prepared = session.unwrap(JdbcConnection.class).serverPrepareStatement(sql)) {
            serverSeesIt = prepared.getMetaData() == null;
        } catch (SQLException e) {
            serverSeesIt = e.getErrorCode() == ServerErrors.READ_ONLY_TRANSACTION;
        }
        Statistics.label("the server sees it")
                .collect(serverSeesIt)
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
        if (serverSeesIt) {
            assertThrows(SafecsvException.class, () -> LexicalCheck.check(sql), sql);
        }
    }

    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> nasty = Arbitraries.of(
                "'", "\"", "\\", "`", "\0", "\n", "\r", "\u001a", "%", "?", ":v", "--", "/*", "ÿ", "é", "𠮷", "😀", "¥",
                "₩");
        return Arbitraries.oneOf(
                nasty.list().ofMaxSize(8).map(parts -> String.join("", parts)),
                Arbitraries.strings()
                        .ofMaxLength(30)
                        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)));
    }

    @Provide
    Arbitrary<String> misread() {
        return Arbitraries.of(
                "SELECT `\\`, :v FROM (SELECT 1 `\\`) a", "SELECT 1 --\u0001 ?\n + :v", "SELECT 1 -- \r ?\n + :v");
    }

    @Provide
    Arbitrary<String> soups() {
        Arbitrary<String> piece = Arbitraries.of(
                " FOR UPDATE",
                " INTO @x",
                "INTO @x",
                "FOR/**/UPDATE",
                " /*!",
                " /*!50000 ",
                " /*!080000 ",
                "/*!99999 ",
                "/*M!",
                " */",
                "/*",
                " '",
                "'",
                "\"",
                "`",
                "\\",
                " -- ",
                "--",
                "#",
                "\n",
                "1",
                ".",
                "e5",
                "0x",
                " n",
                ".b",
                " + ",
                ",",
                " 'a'",
                "$",
                "é",
                "@",
                "(",
                ")",
                " AS ",
                ";");
        return piece.list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(parts -> "SELECT b FROM n WHERE b = 1" + String.join("", parts));
    }
}
