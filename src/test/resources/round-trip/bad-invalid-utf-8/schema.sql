CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20), city VARCHAR(20));
INSERT INTO t VALUES (1, 'Åse', 'Tromsø'), (2, 'bob', 'Rome'), (3, 'Jürgen', 'Köln'), (4, '東京', '大阪'), (5, 'Łukasz', 'Łódź');
