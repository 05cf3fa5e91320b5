SELECT price AS id, name AS `Article name`, id AS Nr, UPPER(name) AS name FROM t
