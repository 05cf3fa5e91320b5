CREATE TABLE t (k VARCHAR(10) COLLATE utf8mb4_general_ci PRIMARY KEY, v INT);
INSERT INTO t VALUES ('Abc', 1), ('def', 2);
