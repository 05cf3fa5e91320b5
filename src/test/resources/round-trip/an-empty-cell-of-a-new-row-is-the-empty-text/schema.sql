CREATE TABLE t (code VARCHAR(9) PRIMARY KEY, price DECIMAL(10,2) NOT NULL, name VARCHAR(20) NOT NULL, city VARCHAR(20) NOT NULL);
INSERT INTO t VALUES ('', 1.50, '', '0012'), ('b', 2.50, 'bob', ''), ('c', 3.50, 'cid', 'Rome');
