CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, n INT NOT NULL, note VARCHAR(20) NOT NULL);
INSERT INTO t VALUES (1, 'ann', 1, ''), (2, 'bob', 2, 'x'), (3, 'cid', 3, 'y');
