SELECT id AS Nr, name AS Article, price AS Cost FROM t
