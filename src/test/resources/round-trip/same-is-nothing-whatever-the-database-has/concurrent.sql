UPDATE t SET name = 'others' WHERE id = 1; DELETE FROM t WHERE id = 2;
