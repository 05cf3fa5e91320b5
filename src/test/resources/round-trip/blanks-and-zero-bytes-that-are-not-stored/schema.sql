CREATE TABLE t (id INT PRIMARY KEY, c CHAR(5), b BINARY(3), v VARCHAR(5));
INSERT INTO t VALUES (1, 'a', 0x0102, 'a'), (2, 'b', 0x01, 'b'), (3, '', x'', '');
