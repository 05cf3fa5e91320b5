-- Purpose:    the catalogue with its pictures, for the printer
-- Parameters: none
-- Columns:    sku (6 digits), name, price, picture (0x and hexadecimal digits; nothing: none yet)
SELECT sku, name, price, picture
FROM products
WHERE discontinued_on IS NULL
ORDER BY sku
