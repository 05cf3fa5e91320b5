CREATE TABLE t (id VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY, price DECIMAL(10,3) NOT NULL, name VARCHAR(20));
INSERT INTO t VALUES ('ann', 4.304, 'a'), ('bob', 5.500, 'b'), ('cid', 6.250, 'c'), ('dan', 7.100, 'd');
