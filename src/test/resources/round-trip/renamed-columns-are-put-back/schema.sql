CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, price DECIMAL(8,2), id2 INT);
INSERT INTO t VALUES (1, 'pen', 1.50, 5), (2, 'ink', 20.00, 6), (3, 'pad', NULL, 7);
