CREATE TABLE t (n INT, k VARCHAR(10) COLLATE utf8mb4_unicode_ci, v INT, PRIMARY KEY (n, k));
INSERT INTO t VALUES (1, 'old', 1);
