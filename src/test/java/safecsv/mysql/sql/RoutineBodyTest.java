package safecsv.mysql.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutineBodyTest {
    private static String function(String body) {
        return "CREATE DEFINER=`a`@`%` FUNCTION `f`(n decimal(10,2), `names` varchar(9) CHARSET utf8mb4) RETURNS"
                + " varchar(100) CHARSET utf8mb4\n"
                + "    READS SQL DATA\n"
                + "    DETERMINISTIC\n"
                + "    COMMENT 'BEGIN; x'\n" + body;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN n * 2",
                "RETURN CASE WHEN n > 1 THEN 'a' ELSE 'b' END",
                "RETURN (SELECT MAX(a) FROM t WHERE b = n)",
                "BEGIN RETURN 1; END",
                "lab: BEGIN RETURN 1; END lab",
                "lab:begin declare x int default 3; l: loop set x = x - 1; if x < 0 then leave l; end if; end loop l;"
                        + " return x; end",
                "BEGIN DECLARE a, b INT; SET a = 1, b := 2; SET n = a; SET `names` = 'x'; RETURN a; END",
                "BEGIN DECLARE x INT; SELECT COUNT(*) INTO x FROM t; RETURN x; END",
                "BEGIN DECLARE x, y INT; SELECT a, b FROM t LIMIT 1 INTO x, y; RETURN x; END",
                "BEGIN DECLARE done INT DEFAULT FALSE; DECLARE v INT; DECLARE c CURSOR FOR SELECT a FROM t; DECLARE"
                        + " CONTINUE HANDLER FOR NOT FOUND, SQLSTATE '02000', 1329 SET done = TRUE; OPEN c; r: LOOP FETCH"
                        + " NEXT FROM c INTO v; IF done THEN LEAVE r; END IF; END LOOP; CLOSE c; RETURN v; END",
                "BEGIN DECLARE x INT; WHILE n > 0 DO SET n = n - 1; END WHILE; REPEAT SET x = CASE n WHEN 1 THEN 2"
                        + " ELSE 3 END; UNTIL x = CASE WHEN n = 1 THEN 1 END END REPEAT; RETURN x; END",
                "BEGIN IF n = 1 THEN RETURN 1; ELSEIF (n = 2) THEN RETURN 2; ELSE RETURN 3; END IF; END",
                "BEGIN CASE n WHEN 1 THEN RETURN 1; ELSE BEGIN END; END CASE; RETURN 2; END",
                "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN RETURN 1; END; RETURN 2; END",
            })
    void what_only_computes_and_reads_passes(String body) {
        assertEquals(Optional.empty(), RoutineBody.whyNot(function(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN SHUTDOWN; RETURN 1; END",
                "BEGIN KILL n; RETURN 1; END",
                "BEGIN PURGE BINARY LOGS TO 'x'; RETURN 1; END",
                "BEGIN SET @x = 1, GLOBAL max_connections = 1; RETURN 1; END",
                "BEGIN DECLARE x INT; SET x = 1, GLOBAL max_connections = 1; RETURN 1; END",
                "BEGIN DECLARE x INT; SET x = 1, @@global.max_connections = 1; RETURN 1; END",
                "BEGIN SET NAMES latin1; RETURN 1; END",
                "BEGIN SET names = 'x'; RETURN 1; END",
                "BEGIN SET PASSWORD = 'x'; RETURN 1; END",
                "BEGIN SET net_write_timeout = 1; RETURN 1; END",
                "BEGIN SET CHARACTER SET latin1; RETURN 1; END",
                "BEGIN BEGIN DECLARE sql_mode INT; END; SET sql_mode = ''; RETURN 1; END",
                "BEGIN SELECT 1 INTO @x; RETURN 1; END",
                "BEGIN SELECT 1 INTO OUTFILE 'x'; RETURN 1; END",
                "BEGIN DECLARE x INT; SELECT a INTO x FROM t FOR UPDATE; RETURN 1; END",
                "BEGIN DECLARE x INT; SELECT a INTO x FROM t LOCK IN SHARE MODE; RETURN 1; END",
                "BEGIN DECLARE c CURSOR FOR SELECT a FROM t FOR SHARE; OPEN c; RETURN 1; END",
                "RETURN (SELECT a FROM t LOCK IN SHARE MODE)",
                "RETURN (SELECT /*+ SET_VAR(sql_mode='') */ 1)",
                "RETURN (SELECT @a := 1)",
                "RETURN SLEEP(1)",
                "RETURN `sleep` (1)",
                "BEGIN DO SLEEP(1); RETURN 1; END",
                "BEGIN CALL p(); RETURN 1; END",
                "BEGIN INSERT INTO t VALUES (1); RETURN 1; END",
                "BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND SET GLOBAL max_connections = 1; RETURN 1; END",
                "BEGIN IF n THEN FLUSH TABLES; END IF; RETURN 1; END",
                "BEGIN CASE WHEN n THEN RETURN 1; ELSE DO 1; END CASE; RETURN 2; END",
                "BEGIN FETCH GROUP NEXT ROW; RETURN 1; END",
                "BEGIN NOT ATOMIC RETURN 1; END",
                "BEGIN FOR i IN 1..3 DO KILL i; END FOR; RETURN 1; END",
                "BEGIN GET DIAGNOSTICS @a = ROW_COUNT; RETURN 1; END",
                "BEGIN EXECUTE IMMEDIATE 'KILL 1'; RETURN 1; END",
                "BEGIN DECLARE x INT; SET x = /*!99999 1; KILL 7; SET x = */ 2; RETURN x; END",
                "AS $$ return 1 $$",
                "DO SLEEP(1)",
                "",
            })
    void every_other_statement_is_refused(String body) {
        assertTrue(RoutineBody.whyNot(function(body)).isPresent());
    }

    @Test
    void what_is_no_sql_is_refused() {
        assertTrue(RoutineBody.whyNot("CREATE FUNCTION f() RETURNS INT LANGUAGE JAVASCRIPT AS $$ ' $$")
                .isPresent());
    }

    @Test
    void a_body_says_which_functions_it_calls_and_which_tables_it_may_read() {
        CalledText text = CalledText.ofFunction(function(
                "BEGIN DECLARE x INT; SELECT a INTO x FROM s.v JOIN w ON COUNT (b) = g(1); RETURN h(x) + ABS(x); END"));
        assertEquals(
                List.of("COUNT", "g", "h"),
                text.calls().stream().map(FunctionCall::toString).toList());
        assertTrue(text.tables().contains(List.of("s", "v")), text.tables().toString());
        assertTrue(text.tables().contains(List.of("w")), text.tables().toString());
    }
}
