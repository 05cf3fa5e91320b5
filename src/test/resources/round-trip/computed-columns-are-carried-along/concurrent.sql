UPDATE t SET price = 21 WHERE id = 2; DELETE FROM t WHERE id = 3;
