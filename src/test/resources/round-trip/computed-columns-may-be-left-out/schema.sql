CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), price DECIMAL(8,2));
INSERT INTO t VALUES (1, 'pen', 1.50), (2, 'ink', 20.00), (3, 'pad', NULL);
