-- Cells around the 32,767 characters that a spreadsheet's cell holds, and far beyond.
CREATE TABLE long_texts (id INT PRIMARY KEY, title VARCHAR(20), story LONGTEXT, picture LONGBLOB) CHARACTER SET utf8mb4;
INSERT INTO long_texts VALUES
    (1, 'lines', REPEAT('𠮷 says "hi",\r\n', 4000), REPEAT(X'00FF22', 4000)), (2, 'empty', '', ''),
    (3, 'exactly', REPEAT('x', 32767), X'00'), (4, 'one more', REPEAT('あ', 32768), REPEAT(X'41', 40000)),
    (5, NULL, NULL, NULL), (6, 'much', REPEAT('y', 300000), REPEAT(X'42', 16382));
