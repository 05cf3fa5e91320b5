CREATE TABLE t (a INT, b VARCHAR(10), v INT, PRIMARY KEY (a, b));
INSERT INTO t VALUES (1, '1', 1), (1, '11', 2), (11, '1', 3), (2, 'x', 4);
