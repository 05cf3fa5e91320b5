CREATE TABLE t (id INT PRIMARY KEY, doc JSON);
INSERT INTO t VALUES (1, '{"a": 1, "b": [true]}'), (2, NULL);
