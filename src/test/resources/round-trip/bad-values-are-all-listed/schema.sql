CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(5) NOT NULL, kind ENUM('a','b'), day DATE, doc JSON, small TINYINT UNSIGNED, twice INT AS (small * 2), seen TIMESTAMP NOT NULL DEFAULT '2024-01-01 00:00:00');
INSERT INTO t (id, name, kind, day, doc, small) VALUES (1, 'ann', 'a', '2024-01-05', '{}', 1), (2, 'bob', 'b', NULL, NULL, 2), (3, 'cid', 'b', NULL, NULL, 3);
