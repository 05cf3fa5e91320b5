-- Purpose:    addresses for a mailing by post, one row per customer who ordered and did not only cancel
-- Parameters: none
-- Columns:    name, kana (NULL for names that have none), postcode (7 digits, leading zeros kept), address, orders
SELECT c.name, c.kana, c.postcode, c.address, COUNT(*) AS orders
FROM customers c
JOIN orders o ON o.customer_id = c.id
WHERE o.status <> 'cancelled'
GROUP BY c.id, c.name, c.kana, c.postcode, c.address
ORDER BY c.postcode, c.id
