CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), city VARCHAR(20));
INSERT INTO t VALUES (1, 'ann', 'Oslo'), (2, 'bob', NULL), (3, '', 'Rome');
