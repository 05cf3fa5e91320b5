UPDATE t SET city = 'Bergen' WHERE id = 1;
