UPDATE t SET k = 'ABC' WHERE v = 1;
