UPDATE t SET city = 'Paris' WHERE id = 2;
