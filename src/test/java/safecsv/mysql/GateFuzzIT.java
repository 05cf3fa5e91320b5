package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.SafecsvException;
import safecsv.testing.Proof;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Statements put together at random from what has an effect, and from all that could hide it: comments of every form, blanks
 * of every kind, quotes, letters that look like others. The gate decides; what it lets pass is run as an export runs it. The
 * judge is the server: its counters of commands, its locks, variables, tables and files are as they were.
 */
class GateFuzzIT {
    private static final String DATABASE = "safecsv_gate_fuzz";
    private static final String SECRET = "GATE" + "SECRET";
    private static final int BATCH = 50;

    /** Longer than a loaded machine needs for any statement that does not wait; SLEEP has 5 s. */
    private static final long WAITED_NANOSECONDS = 4_500_000_000L;

    private static Connection administrator;
    private static Connection holder;
    private static Connection victim;
    private static long victimId;
    private static String folder;
    private static boolean mariaDb;
    private static TestUser reader;

    @BeforeAll
    static void make_what_a_statement_could_reach() throws SQLException {
        administrator = GateServer.administrator();
        mariaDb = GateServer.isMariaDb(administrator);
        for (String sql : List.of(
                "DROP DATABASE IF EXISTS " + DATABASE,
                "CREATE DATABASE " + DATABASE,
                "USE " + DATABASE,
                "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20)) ENGINE=InnoDB",
                "INSERT INTO t VALUES (1, 'a'), (2, 'b')",
                "CREATE FUNCTION good(n INT) RETURNS INT DETERMINISTIC NO SQL BEGIN DECLARE x INT; SET x = n; RETURN"
                        + " x; END",
                "CREATE FUNCTION mark() RETURNS INT DETERMINISTIC NO SQL BEGIN SET @mark = 1; RETURN 1; END",
                "CREATE FUNCTION holds() RETURNS INT NO SQL RETURN GET_LOCK('safecsv_gate', 1)",
                "CREATE FUNCTION cuts() RETURNS INT NO SQL BEGIN SET SESSION sql_select_limit = 1; RETURN 1; END",
                "CREATE FUNCTION sets() RETURNS INT NO SQL BEGIN SET GLOBAL max_connections = 77; RETURN 1; END",
                "CREATE FUNCTION hidden() RETURNS INT NO SQL RETURN CONCAT('\\'', mark(), '\\'') <> ''",
                "CREATE FUNCTION `count`() RETURNS INT NO SQL BEGIN SET @mark = 2; RETURN 1; END",
                "CREATE FUNCTION `groß`() RETURNS INT NO SQL BEGIN SET @mark = 3; RETURN 1; END",
                "CREATE PROCEDURE p() BEGIN SET @mark = 4; START TRANSACTION READ WRITE; UPDATE t SET name = 'x';"
                        + " COMMIT; END",
                "CREATE VIEW bad AS SELECT mark() AS m, id FROM t",
                "CREATE VIEW worse AS SELECT m FROM bad")) {
            GateServer.execute(administrator, sql);
        }
        folder = GateServer.text(administrator, "SELECT @@datadir");
        String planted = folder + "safecsv_gate_secret_" + System.nanoTime() + ".txt";
        GateServer.execute(administrator, "SELECT '" + SECRET + "' INTO OUTFILE '" + planted + "'");
        folder = planted;
        reader = TestServer.get().createUser("SELECT, EXECUTE, SHOW VIEW ON " + DATABASE + ".*");
        // A SELECT that locks would have to wait for this row.
        holder = GateServer.connect("");
        holder.setCatalog(DATABASE);
        holder.setAutoCommit(false);
        GateServer.execute(holder, "UPDATE t SET name = 'held' WHERE id = 2");
        victim = GateServer.connect("");
        victimId = Long.parseLong(GateServer.text(victim, "SELECT CONNECTION_ID()"));
    }

    @AfterAll
    static void close() throws SQLException {
        if (holder != null) {
            holder.rollback();
            holder.close();
            victim.close();
            GateServer.execute(administrator, "DROP DATABASE " + DATABASE);
            administrator.close();
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void no_statement_has_an_effect(boolean root) throws SQLException {
        int rounds = Proof.rounds("safecsv.gate.statements", 3_000, 100_000) / 2;
        long seed = Long.getLong("safecsv.gate.seed", root ? 11 : 12);
        Random random = new Random(seed);
        Session session = new Session(root);
        int passed = 0;
        try {
            for (int done = 0; done < rounds; done += BATCH) {
                List<String> batch = new ArrayList<>();
                for (int i = 0; i < BATCH; i++) {
                    batch.add(statement(random));
                }
                Optional<String> effect = Optional.empty();
                for (String sql : batch) {
                    Outcome outcome = session.send(sql);
                    passed += outcome.passed() ? 1 : 0;
                    effect = effect.or(() -> outcome.effect().map(what -> what + " by " + shown(sql)));
                }
                effect = effect.or(session::effect);
                if (effect.isPresent()) {
                    throw new AssertionError("seed " + seed + ": " + effect.get() + "\n" + culprit(root, batch));
                }
            }
        } finally {
            session.close();
        }
        System.out.printf(
                "GateFuzzIT: %s, root %b, seed %d: %d statements, %d ran, no effect%n",
                mariaDb ? "MariaDB" : "MySQL", root, seed, rounds, passed);
        assertTrue(passed > rounds / 100, passed + " of " + rounds + " ran, which proves little");
    }

    /** The judge must see what an effect is, or it proves nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT mark()",
                "SELECT @mark := 1",
                "SELECT holds()",
                "SELECT cuts()",
                "SELECT hidden()",
                "SELECT m FROM worse",
                "SELECT `count`()",
                "SELECT 1 FROM t WHERE id = 2 LOCK IN SHARE MODE",
                "SET GLOBAL max_connections = 78",
                "SET @x = 1",
                "DO 1",
                "FLUSH TABLES",
                "SELECT SLEEP(5)",
            })
    void the_judge_sees_every_effect_without_the_gate(String sql) throws SQLException {
        Session session = new Session(true);
        try {
            Optional<String> seen = session.run(new BoundQuery(sql, sql, List.of()));
            assertNotEquals(Optional.empty(), seen.or(session::effect), sql);
        } finally {
            session.close();
            GateServer.execute(administrator, "SET GLOBAL max_connections = 151");
        }
    }

    private static String culprit(boolean root, List<String> batch) throws SQLException {
        for (String sql : batch) {
            Session alone = new Session(root);
            try {
                Optional<String> effect = alone.send(sql).effect().or(alone::effect);
                if (effect.isPresent()) {
                    return effect.get() + " by " + shown(sql);
                }
            } finally {
                alone.close();
            }
        }
        return "no statement alone; the batch: " + batch;
    }

    private static String shown(String sql) {
        StringBuilder text = new StringBuilder();
        sql.chars().forEach(c -> text.append(c >= ' ' && c < 0x7f ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return text.toString();
    }

    private static String statement(Random random) {
        String payload = payload(random);
        String expression = pick(random, EXPRESSIONS).formatted(payload);
        String frame = random.nextBoolean() ? FRAMES.get(random.nextInt(READS)) : pick(random, FRAMES);
        String sql = frame.replace("%", random.nextBoolean() ? payload : expression);
        StringBuilder text = new StringBuilder();
        int odd = random.nextInt(4);
        List<String> gaps = random.nextBoolean() ? PLAIN_GAPS : GAPS;
        boolean spells = random.nextInt(3) == 0;
        String[] tokens = sql.split("(?<=[^\\w@`'])|(?=[^\\w@`'])", -1);
        int[] places = random.ints(odd, 0, Math.max(1, tokens.length)).toArray();
        String until = "";
        for (int i = 0; i < tokens.length; i++) {
            for (int place : places) {
                if (place == i) {
                    int kind = random.nextInt(gaps == GAPS ? 6 : 40);
                    if (kind == 0) {
                        text.append(pick(random, OPENINGS));
                        until = random.nextInt(4) == 0 ? "" : "*/";
                    } else if (kind == 1 && !until.isEmpty()) {
                        text.append(until);
                        until = "";
                    } else {
                        text.append(pick(random, gaps));
                    }
                }
            }
            text.append(spells && random.nextInt(6) == 0 ? spelled(random, tokens[i]) : tokens[i]);
        }
        return text.append(until).toString();
    }

    private static String spelled(Random random, String token) {
        if (!token.matches("\\w+")) {
            return token;
        }
        return switch (random.nextInt(7)) {
            case 0 -> token.toUpperCase(Locale.ROOT);
            case 1 -> token.toLowerCase(Locale.ROOT);
            case 2 -> "`" + token + "`";
            case 3 -> token.replace('s', 'ſ').replace('k', '\u212a');
            case 4 -> token.replace('e', 'è').replace('m', 'ｍ');
            case 5 -> token + pick(random, GAPS);
            default -> "\"" + token + "\"";
        };
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String payload(Random random) {
        return pick(random, random.nextInt(2) == 0 ? HARMLESS : PAYLOADS)
                .replace("<file>", folder)
                .replace("<victim>", Long.toString(victimId))
                .replace("<db>", DATABASE);
    }

    private static final List<String> HARMLESS = List.of(
            "1",
            "good(1)",
            "<db>.good(2)",
            "ABS(-1)",
            "'a'",
            "\"a\"",
            "@mark",
            "@@sql_mode",
            "x'41'",
            "N'a'",
            "NOW()",
            "(SELECT 1)");

    private static final List<String> PLAIN_GAPS = List.of(
            " ",
            "\n",
            "\t",
            "\r\n",
            "/**/",
            "/*'*/",
            "/* \" */",
            "/*`*/",
            "-- '\n",
            "--\n",
            "--\t`\n",
            "#\"\n",
            "/*!",
            "/*+ a */",
            "/*/*/");

    private static final List<String> PAYLOADS = List.of(
            "mark()",
            "<db>.mark()",
            "`<db>`.`mark` ()",
            "hidden()",
            "holds()",
            "cuts()",
            "sets()",
            "count ()",
            "`count`()",
            "gross()",
            "groß()",
            "good(mark())",
            "SLEEP(5)",
            "`sleep`(5)",
            "GET_LOCK('safecsv_gate',0)",
            "LOAD_FILE('<file>')",
            "BENCHMARK(1,mark())",
            "@mark:=1",
            "(SELECT 1 INTO @mark)",
            "(SELECT MAX(m) FROM bad)",
            "(SELECT MAX(m) FROM <db>.worse)",
            "EXISTS (TABLE worse)",
            "(SELECT id FROM t WHERE id=2 FOR UPDATE)",
            "(SELECT id FROM t WHERE id=2 LOCK IN SHARE MODE)",
            "LAST_INSERT_ID(7)",
            "IF(1,mark(),2)",
            "'a' REGEXP mark()",
            "{fn mark()}",
            "{d '2024-01-01'}",
            "_utf8mb4'\\'',mark(),'\\''",
            "x'27',mark(),x'27'",
            "N'\\',mark(),\\''");

    private static final List<String> EXPRESSIONS = List.of(
            "%s",
            "(%s)",
            "CONCAT('it''s',%s,\"x\")",
            "COALESCE(NULL,%s)",
            "CASE WHEN 1 THEN %s END",
            "'/*',%s,'*/'",
            "1 -- '\n,%s",
            "`a\\`,%s");

    /** So many of the frames, from the first, begin statements that read. */
    private static final int READS = 18;

    private static final List<String> FRAMES = List.of(
            "SELECT %",
            "SELECT id,% FROM t",
            "SELECT id FROM t WHERE id=% ORDER BY %",
            "SELECT * FROM t JOIN (SELECT % AS a) b ON b.a=t.id",
            "WITH c AS (SELECT % AS a) SELECT * FROM c",
            "SELECT 1 UNION SELECT %",
            "(SELECT %)",
            "VALUES ROW(%,1)",
            "SHOW TABLES WHERE %",
            "SHOW VARIABLES WHERE Variable_name='sql_mode' AND %",
            "SHOW COLUMNS FROM bad WHERE %",
            "EXPLAIN SELECT %",
            "EXPLAIN ANALYZE SELECT %",
            "DESCRIBE worse",
            "TABLE bad",
            "SELECT * FROM worse",
            "SELECT 1 FROM t, bad b",
            "SELECT 1 FROM t WHERE id=2 FOR UPDATE",
            "SELECT 1 FROM t WHERE id=2 FOR SHARE",
            "SELECT 1 FROM t WHERE id=2 LOCK IN SHARE MODE",
            "SELECT % INTO @mark",
            "SELECT % INTO OUTFILE '/tmp/safecsv_gate_out'",
            "SELECT * FROM t LIMIT ROWS EXAMINED 1",
            "SELECT /*+ SET_VAR(sql_select_limit=1) */ %",
            "SET @mark=%",
            "SET GLOBAL max_connections=77",
            "SET STATEMENT sql_select_limit=1 FOR SELECT %",
            "SHOW TABLES; SET @mark=1",
            "CALL p()",
            "DO %",
            "KILL " + "<v>",
            "FLUSH TABLES",
            "UPDATE t SET name='x' WHERE id=1",
            "DELETE FROM t WHERE id=1",
            "SHOW SET GLOBAL max_connections=77",
            "SHOW CALL p()",
            "SHOW DO mark()",
            "SHOW FLUSH TABLES");

    private static final List<String> OPENINGS = List.of(
            "/*",
            "/*!",
            "/*!50000 ",
            "/*!50701 ",
            "/*!080000 ",
            "/*!99999 ",
            "/*!999999 ",
            "/*M!",
            "/*M!100000 ",
            "/*M!999999 ",
            "/*+ ",
            "/*!1",
            "'",
            "\"",
            "`",
            "-- ",
            "#",
            "$$",
            "$a$",
            "{",
            "(");

    private static final List<String> GAPS = List.of(
            " ",
            "",
            "\n",
            "\t",
            "\r",
            "\u000b",
            "\f",
            "\0",
            "\u0001",
            "\u001a",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u200b",
            "\u3000",
            "\ufeff",
            "/**/",
            "/* */",
            "/*'*/",
            "/*\"*/",
            "/*`*/",
            "/*/*/",
            "/*/**/",
            "/*!*/",
            "/*!99999 x*/",
            "/*!50701 */",
            "/*M!999999 x*/",
            "/*M!*/",
            "/*+ x */",
            "/*+*/",
            "-- \n",
            "--\n",
            "--\u0001\n",
            "--x\n",
            "--\t'\n",
            "#\n",
            "#'\n",
            ";",
            ".",
            ",",
            "\\",
            "\\'",
            "''",
            "'",
            "\"",
            "`",
            "``",
            "*/",
            "(",
            ")",
            "{",
            "}",
            "@",
            "@@",
            ":a",
            "?",
            "1.",
            "1e1",
            "0x1",
            "x'",
            "N'",
            "_binary",
            "$$",
            "‘",
            "’",
            "“",
            "，",
            "；");

    /**
     * What came of a statement.
     *
     * @param effect what was seen while it ran
     */
    private record Outcome(boolean passed, Optional<String> effect) {}

    /** A connection as an export has it, and what the server shows of it. */
    private static final class Session {
        private final boolean root;
        private Connection connection;
        private Map<String, String> before;

        Session(boolean root) throws SQLException {
            this.root = root;
            open();
        }

        private void open() throws SQLException {
            connection = root ? GateServer.readOnly() : GateServer.readOnly(reader.name(), reader.password());
            connection.setCatalog(DATABASE);
            GateServer.execute(connection, "SET SESSION innodb_lock_wait_timeout = 1");
            GateServer.execute(connection, "SET SESSION lock_wait_timeout = 5");
            before = state();
        }

        Outcome send(String sql) throws SQLException {
            BoundQuery query;
            try {
                query = NamedParameters.bind(sql.replace("<v>", Long.toString(victimId)), Map.of());
                QueryGate.check(connection, query, TrustedFunctions.NONE);
            } catch (SafecsvException e) {
                return new Outcome(false, Optional.empty());
            }
            return new Outcome(true, run(query));
        }

        /** Runs it as an export does; says what was seen of an effect meanwhile. */
        Optional<String> run(BoundQuery query) throws SQLException {
            long began = System.nanoTime();
            boolean secret = false;
            try (PreparedStatement statement = query.prepare(connection)) {
                statement.setFetchSize(Integer.MIN_VALUE);
                if (statement.execute()) {
                    ResultSet rows = statement.getResultSet();
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            secret |= String.valueOf(rows.getString(column)).contains(SECRET);
                        }
                    }
                }
            } catch (SQLException e) {
                if (e.getErrorCode() == 1205 || e.getErrorCode() == 3572) {
                    return Optional.of("a lock was waited for");
                }
            } catch (SafecsvException e) {
                return Optional.empty(); // the driver saw other placeholders
            }
            if (secret) {
                return Optional.of("a file was read");
            }
            return System.nanoTime() - began > WAITED_NANOSECONDS ? Optional.of("it waited") : Optional.empty();
        }

        Optional<String> effect() {
            try {
                Map<String, String> now = state();
                if (now.equals(before)) {
                    return Optional.empty();
                }
                StringBuilder changed = new StringBuilder();
                now.forEach((name, value) -> {
                    if (!value.equals(before.get(name))) {
                        changed.append(name + ": " + before.get(name) + " -> " + value + "; ");
                    }
                });
                return Optional.of(changed.toString());
            } catch (SQLException e) {
                return Optional.of("the session is gone: " + e.getMessage());
            }
        }

        private Map<String, String> state() throws SQLException {
            Map<String, String> state = new TreeMap<>();
            commands(state);
            sessionVariables(state);
            state.put("@mark", String.valueOf(GateServer.text(connection, "SELECT @mark")));
            state.put(
                    "in transaction", String.valueOf(SessionState.of(connection).openWrite()));
            ask(state, "lock", "SELECT IS_USED_LOCK('safecsv_gate')");
            ask(state, "rows", "SELECT GROUP_CONCAT(id, name ORDER BY id) FROM " + DATABASE + ".t");
            ask(state, "max_connections", "SELECT @@global.max_connections");
            ask(state, "file", "SELECT LOAD_FILE('/tmp/safecsv_gate_out')");
            ask(
                    state,
                    "objects",
                    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '" + DATABASE + "'");
            state.put("victim", GateServer.text(victim, "SELECT 'lives'"));
            return state;
        }

        private static void ask(Map<String, String> state, String name, String sql) throws SQLException {
            state.put(name, String.valueOf(GateServer.text(administrator, sql)));
        }

        /** How often the session has run each command, but those that ask. */
        private void commands(Map<String, String> state) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Com\\_%'")) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (!name.matches("Com_(select|show_.*|stmt_.*|explain.*|admin_commands|empty_query|multi)")) {
                        state.put(name, rows.getString(2));
                    }
                }
            }
        }

        private void sessionVariables(Map<String, String> state) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SHOW SESSION VARIABLES")) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    if (!name.matches(
                            "timestamp|rand_seed.*|gtid_.*|error_count|warning_count|last_insert_id|identity|.*_pos|statement_id|innodb_.*|external_user|.*_sequence.*")) {
                        state.put("variable " + name, rows.getString(2));
                    }
                }
            }
        }

        void close() throws SQLException {
            connection.close();
        }
    }
}
