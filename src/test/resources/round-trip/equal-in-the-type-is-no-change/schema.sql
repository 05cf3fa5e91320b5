CREATE TABLE t (id INT PRIMARY KEY, price DECIMAL(10,2), day DATE, doc JSON, n INT, f FLOAT, d DOUBLE);
INSERT INTO t VALUES (1, 1.5, '2024-01-05', '{"a": 1, "b": [true]}', 7, 0.1, 1e5), (2, 10, '2024-12-31', NULL, -1, 3, 0.5);
