package safecsv.mysql;

import java.util.stream.Stream;

/** Statements that an export must never run, over a table {@code t (id, name)} and routines {@code f} and {@code p}. */
final class ForbiddenStatements {
    private ForbiddenStatements() {}

    /** @param file where the server could write */
    static Stream<String> all(String file) {
        return Stream.concat(
                Stream.of(
                                "SELECT * FROM t INTO %s",
                                "SELECT * INTO %s FROM t",
                                "WITH a AS (SELECT * FROM t) SELECT * FROM a INTO %s",
                                "TABLE t INTO %s",
                                "TABLE t ORDER BY id LIMIT 1 INTO %s",
                                "VALUES ROW(1, 2) INTO %s",
                                "(SELECT * FROM t INTO %s)",
                                "(SELECT * FROM t) INTO %s",
                                "SELECT 1 UNION SELECT 2 INTO %s",
                                "(SELECT 1) UNION (SELECT 2) LIMIT 1 INTO %s",
                                "SELECT * FROM (SELECT * FROM t INTO %s) a",
                                "SELECT (SELECT id FROM t LIMIT 1 INTO %s)",
                                "SELECT * FROM t /*!INTO %s*/",
                                "SELECT * FROM t /*!50000 INTO %s */",
                                "SELECT * FROM t /*!080000 INTO %s */",
                                "SELECT * FROM t /*M! INTO %s */",
                                "SELECT * FROM t INTO/**/%s",
                                "SELECT * FROM t into\n-- x'\n%s",
                                "SELECT * FROM t FOR UPDATE INTO %s",
                                "EXPLAIN SELECT * FROM t INTO %s",
                                "SELECT 1 /*! /* ' */ INTO %s */")
                        .flatMap(sql -> Stream.of("OUTFILE '%s'", "DUMPFILE '%s'", "@a", "@a, @b")
                                .map(target -> sql.formatted(target.formatted(file)))),
                Stream.of(
                        "SELECT * FROM t FOR UPDATE",
                        "SELECT * FROM t FOR UPDATE SKIP LOCKED",
                        "SELECT * FROM t FOR SHARE",
                        "SELECT * FROM t FOR SHARE NOWAIT",
                        "SELECT * FROM t LOCK IN SHARE MODE",
                        "SELECT * FROM (SELECT * FROM t FOR SHARE) a",
                        "TABLE t FOR UPDATE",
                        "SELECT SLEEP(0)",
                        "SELECT `sleep`(0)",
                        "SELECT id FROM t WHERE BENCHMARK (1, 1)",
                        "SELECT GET_LOCK('a', 0)",
                        "SELECT RELEASE_ALL_LOCKS()",
                        "SELECT LOAD_FILE('/etc/hostname')",
                        "SELECT @a := id FROM t",
                        "CALL p()",
                        "SET @a = 1",
                        "SET GLOBAL max_connections = 151",
                        "SET SESSION TRANSACTION READ WRITE",
                        "SET STATEMENT sql_select_limit = 1 FOR SELECT * FROM t",
                        "DO f()",
                        "KILL 0",
                        "HANDLER t OPEN",
                        "START TRANSACTION READ WRITE",
                        "BEGIN",
                        "COMMIT",
                        "SELECT 1; DELETE FROM t",
                        "SELECT 1; SELECT 2",
                        "DELETE FROM t",
                        "DELETE FROM t RETURNING id",
                        "WITH a AS (SELECT 1 AS id) DELETE FROM t WHERE id IN (SELECT id FROM a)",
                        "WITH a AS (SELECT 1 AS id) UPDATE t SET name = 'written' WHERE id IN (SELECT id FROM a)",
                        "UPDATE t SET name = 'written'",
                        "INSERT INTO t VALUES (3, 'c')",
                        "REPLACE t VALUES (1, 'c')",
                        "/*! DELETE FROM t */",
                        "TRUNCATE t",
                        "DROP TABLE t",
                        "ALTER TABLE t ADD x INT",
                        "CREATE TABLE u (a INT)",
                        "CREATE TABLE u SELECT 1",
                        "CREATE TEMPORARY TABLE u (a INT)",
                        "LOCK TABLES t READ",
                        "FLUSH TABLES WITH READ LOCK",
                        "OPTIMIZE TABLE t",
                        "ANALYZE TABLE t",
                        "LOAD DATA INFILE '/x' INTO TABLE t",
                        "PREPARE s FROM 'DELETE FROM t'",
                        "EXECUTE IMMEDIATE 'DELETE FROM t'",
                        "EXPLAIN ANALYZE DELETE FROM t",
                        "EXPLAIN UPDATE t SET name = 'written'",
                        "USE mysql"));
    }
}
