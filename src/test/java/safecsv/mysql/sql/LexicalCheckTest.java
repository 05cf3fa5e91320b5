package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

class LexicalCheckTest {
    @Test
    void a_refusal_names_the_part_its_place_and_what_to_do() {
        assertEquals(
                "Refused: FOR UPDATE, at line 2, column 11 of the query, locks the rows it reads and makes writers"
                        + " wait. Leave it out: an export reads a consistent snapshot without locks (a column named share"
                        + " or update goes in backquotes). Nothing was sent to the server.",
                refusal("SELECT 1\nFROM 日本 t FOR UPDATE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; SELECT 2",
                "SELECT 1;;",
                "SELECT 1 INTO OUTFILE '/x'",
                "(SELECT 1 INTO DUMPFILE '/x')",
                "SELECT 1.5INTO @x",
                "SELECT t. into FROM t",
                "SELECT `sleep`(1)",
                "SELECT `SLEEP` (1)",
                "SELECT mariadb_schema.sleep(1)",
                "SELECT/*!50000sleep*/(1)",
                "SELECT /*!0800001sleep(1)*/",
                "/*!99999 SHOW */ SET GLOBAL max_connections = 1",
                "/*M!999999 SHOW */ KILL 7",
                "SELECT SLEEP/*!99999 x*/(1)",
                "SELECT 1 FROM t LOCK/*!99999 x*/IN SHARE MODE",
                "SHOW TABLES WHERE SLEEP(1)",
                "SELEC 1",
                "(SHOW TABLES)",
                "'x'",
                "SHOW BINLOG EVENTS",
                "SHOW EXPLAIN FOR 7",
                "SHOW PARSE_TREE SELECT 1",
                "EXPLAIN FOR CONNECTION 7",
                "EXPLAIN WITH a AS (SELECT 1) DELETE FROM t",
                "WITH a AS (SELECT 1) DELETE FROM t",
                "SELECT * FROM t LIMIT ROWS EXAMINED 10",
                "SELECT * FROM t LIMIT 5 ROWS\nEXAMINED 10",
                "SELECT * FROM information_schema.innodb_cmp_reset",
                "SELECT * FROM information_schema.ınnodb_cmp_reſet",
                "SELECT /*+ RESOURCE_GROUP(a) */ 1",
                "SELECT /*+ INDEX(`a*/ , sleep(1) /*`) */ 1",
                "SELECT /*+ QB_NAME(a) 'x' */ 1",
                "SELECT 1 FROM t WHERE a IN (SELECT /*+ set_VAR(a=1) */ 1)",
                "SELECT 1.5a FROM t",
                "SELECT 1\u000b+ 1",
                "SELECT 1\f+ 1",
                "SELECT 1 -- \u0001\n",
                "SELECT 1 --\u0001 a\n",
                "SELECT id\u3000FROM t",
                "SELECT id\u00a0FROM t",
                "SELECT id\u200bFROM t",
                "SELECT $$ '' $$",
                "SELECT SLEEP/*+ a */(1)",
                "SELECT x.select/*+ a */(1)",
                "SELECT 1 FROM t LOCK /*+ a */ IN SHARE MODE",
                "SELECT $a FROM t",
                "SELECT x'4''1'",
                "SELECT b'2'",
                "SELECT last_insert_id(7)",
                "SELECT @a:=1",
                "SELECT 1 FROM t FOR/**/SHARE",
                "SELECT 1 LOCK IN SHARE MODE",
                "SELECT NEXT VALUE FOR s",
                "SELECT nextval(s)",
                "SELECT /*+ set_var(sql_mode='') */ 1",
                "SELECT group_replication_set_as_primary('x')",
                "SELECT 1 FOR UPDATE -- share",
                "SELECT 1 AS `a`, sleep\n(1)",
                "SELECT sleep(1) AS a, (1)",
                "EXPLAIN DELETE FROM t",
                "DESC FORMAT=JSON UPDATE t SET a=1",
                "CALL p()",
                "set @a=1",
                "/* a */ DO 1",
                "DELETE FROM t",
                "INSERT INTO t VALUES (1)",
                "USE x",
                "(DELETE FROM t)",
                "SET STATEMENT max_statement_time=1 FOR SELECT 1",
                "OPTIMIZE TABLE t",
                "BEGIN NOT ATOMIC SELECT 1; END",
            })
    void refuses_what_a_read_only_session_would_run(String sql) {
        refusal(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sleep FROM t",
                "SELECT 'into outfile', \"for update\" FROM t",
                "SELECT `into`, t.into, @into FROM t",
                "SELECT 1 -- INTO OUTFILE\n",
                "SELECT 1 /* FOR UPDATE */ # LOCK IN SHARE MODE",
                "SELECT a->>'$.into' FROM t",
                "SELECT SUBSTRING(a FROM 1 FOR 2) FROM t",
                "SELECT is_free_lock('a'), is_used_lock('a')",
                "SELECT last_insert_id( /* none */ )",
                "SELECT 1;",
                "SELECT 1 ; -- end",
                "SELECT /*+ MAX_EXECUTION_TIME(9) */ 1",
                "WITH sleep (a) AS (SELECT 1) SELECT a FROM sleep",
                "SELECT a FROM (SELECT 1) AS benchmark (a)",
                "SELECT * FROM t FOR SYSTEM_TIME AS OF NOW()",
                "SELECT * FROM t USE INDEX FOR ORDER BY (a)",
                "TABLE t",
                "VALUES ROW(1)",
                "SHOW CREATE TABLE t",
                "EXPLAIN SELECT 1",
                "DESC t",
                "(SELECT 1) UNION (SELECT 2)",
                "SELECT delimiter FROM t",
                "SELECT\ndelimiter FROM t",
                "SELECT \\N",
                "SELECT 1 '\\'' FROM t",
                "SELECT t.update, t.for.update FROM t",
                "SELECT _utf8mb4'sleep(1)', N'x', x'41', 'a' 'b'",
                "SELECT load_file FROM t",
                "SELECT `a\u3000b`, 'a\u3000b', \"\u000b\" /* \u3000 */ FROM t",
                "SELECT /*+ INDEX(t PRIMARY, @qb1) */ x'4a', b'01', 0x41 FROM 日本",
                "SELECT insert('a', 1, 1, 'b'), replace(a, 'b', 'c') FROM t",
                "EXPLAIN ANALYZE SELECT 1",
                "EXPLAIN FORMAT=JSON SELECT 1",
                "DESC a.t 'x%'",
                "SHOW FULL COLUMNS FROM t",
                "SHOW ENGINE INNODB STATUS",
                "SHOW GLOBAL VARIABLES LIKE 'a%'",
                "SELECT rows FROM t",
            })
    void lets_pass_what_only_looks_like_it(String sql) {
        assertDoesNotThrow(() -> LexicalCheck.check(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "-- nothing",
                ";",
                "/* */ ;",
                "DELIMITER //",
                "SELECT 1\\G",
                "SELECT 1 \\g",
                "\\. a.sql"
            })
    void an_empty_query_and_commands_of_the_mysql_client_are_usage_errors(String sql) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> LexicalCheck.check(sql));
        assertEquals(ExitCode.USAGE, error.exitCode(), error.getMessage());
    }

    @Property
    void forbidden_constructs_are_refused_however_they_are_written(@ForAll("disguised") String construct) {
        String sql = "SELECT a, 'x' FROM t WHERE b = (" + construct + ") ";
        SafecsvException error = assertThrows(SafecsvException.class, () -> LexicalCheck.check(sql), sql);
        assertEquals(ExitCode.REFUSED, error.exitCode(), sql + "\n" + error.getMessage());
    }

    @Property
    void forbidden_words_in_strings_names_and_comments_are_not_refused(@ForAll("quoted") String harmless) {
        assertDoesNotThrow(() -> LexicalCheck.check("SELECT a " + harmless + " FROM t"));
    }

    @Provide
    Arbitrary<String> disguised() {
        return Combinators.combine(constructs(), frames().list().ofSize(5), Arbitraries.randoms())
                .as((words, frames, random) -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < words.size(); i++) {
                        StringBuilder word = new StringBuilder();
                        words.get(i)
                                .chars()
                                .map(c -> random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))
                                .forEach(c -> word.append((char) c));
                        text.append(frames.get(i).replace("%", word));
                    }
                    return text.toString();
                });
    }

    private static Arbitrary<List<String>> constructs() {
        return Arbitraries.of(
                List.of("select 1", "into", "outfile", "'/x'"),
                List.of("select 1", "into", "dumpfile", "'/x'"),
                List.of("select 1", "into", "@x"),
                List.of("select 1", "for", "update"),
                List.of("select 1", "for", "share", "nowait"),
                List.of("select 1", "lock", "in", "share", "mode"),
                List.of("sleep", "(", "1)"),
                List.of("`get_lock`", "(", "'a', 1)"),
                List.of("load_file", "(", "'/x')"),
                List.of("benchmark", "(", "1, 2)"),
                List.of("next", "value", "for", "s"),
                List.of("last_insert_id", "(", "a", ")"),
                List.of("select @x", ":=", "1"));
    }

    private static Arbitrary<String> frames() {
        return Arbitraries.of(
                " % ", "\n%\t", " /* a ' */%", "/**/%/**/", " -- '\n%", " %#\"\n", "/*+ a */%", "\t%\r\n");
    }

    @Provide
    Arbitrary<String> quoted() {
        Arbitrary<String> words = Arbitraries.of(
                        "into outfile",
                        "FOR UPDATE",
                        "sleep(1)",
                        ";",
                        "DELETE",
                        ":=",
                        "?",
                        "/*",
                        "--",
                        "#",
                        "é",
                        "\\\\",
                        "\n")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join(" ", parts));
        return Combinators.combine(Arbitraries.of("'%s'", "\"%s\"", "AS `%s`", "/* %s */", "'''%s'", "'\\'%s'"), words)
                .as((frame, text) ->
                        String.format(Locale.ROOT, frame, frame.startsWith("/*") ? text.replace("/*", "") : text));
    }

    private static String refusal(String sql) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> LexicalCheck.check(sql), sql);
        assertEquals(ExitCode.REFUSED, error.exitCode(), error.getMessage());
        return error.getMessage();
    }
}
