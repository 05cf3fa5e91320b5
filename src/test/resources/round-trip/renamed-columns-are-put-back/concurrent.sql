UPDATE t SET name = 'INK' WHERE id = 2;
