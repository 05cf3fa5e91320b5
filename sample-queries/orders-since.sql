-- Purpose:    orders with their customer, for the accountant
-- Parameters: since: the first day, such as 2024-01-01
-- Columns:    order_id, ordered_at, customer, status, total (yen), shipped_at (zero: packed, not yet picked up), note
SELECT o.id AS order_id, o.ordered_at, c.name AS customer, o.status, o.total, o.shipped_at, o.note
FROM orders o
JOIN customers c ON c.id = o.customer_id
WHERE o.ordered_at >= :since
ORDER BY o.id
