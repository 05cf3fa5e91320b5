-- What only MySQL has: MariaDB's JSON is a LONGTEXT, and its geometry columns have no SRID. JSON that holds a DATE or
-- a DECIMAL comes back from text as a string or a DOUBLE, and generated columns can't be written: no twin is loaded.
CREATE TABLE mysql_types (
    id INT PRIMARY KEY,
    document JSON, place POINT SRID 4326, in_gb18030 VARCHAR(50) CHARACTER SET gb18030,
    doubled BIGINT AS (id * 2) STORED, label VARCHAR(50) AS (CONCAT('row "', id, '"')) VIRTUAL
) CHARACTER SET utf8mb4;
INSERT INTO mysql_types (id, document, place, in_gb18030) VALUES
    (1, JSON_OBJECT('date', CAST('2024-02-29' AS DATE), 'time', CAST('12:34:56.789' AS TIME(3)), 'd', 1.10),
        ST_GeomFromText('POINT(35.681 139.767)', 4326), '中文😀'),
    (2, JSON_ARRAY(18446744073709551615, -9223372036854775808, TRUE, NULL, 'a "quoted" text'),
        ST_GeomFromText('POINT(-90 180)', 4326), ''),
    (3, '{"same": 1, "same": 2, "b": {"deep": ["\\u0000", "\\ud842\\udfb7"]}}', NULL, NULL),
    (4, CAST('null' AS JSON), NULL, 'NULL'), (5, NULL, NULL, NULL);
