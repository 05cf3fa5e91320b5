SELECT id, name, price, price * 2 AS doubled, (SELECT COUNT(*) FROM t o WHERE o.id < t.id) AS `rank` FROM t
