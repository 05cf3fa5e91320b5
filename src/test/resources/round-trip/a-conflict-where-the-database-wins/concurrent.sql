UPDATE t SET city = 'Paris' WHERE id = 1;
