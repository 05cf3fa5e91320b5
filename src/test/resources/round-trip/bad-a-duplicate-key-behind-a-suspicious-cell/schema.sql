CREATE TABLE t (id INT PRIMARY KEY, price DECIMAL(10,3) NOT NULL, name VARCHAR(20));
INSERT INTO t VALUES (1, 4.304, 'a'), (2, 5.500, 'b'), (3, 6.250, 'c'), (4, 7.100, 'd');
