-- Purpose:    the next 50 orders after one that is already known; keyset paging costs the same on page 1 and on page 1000
-- Parameters: after: the greatest order_id of the page before, 0 for the first page
-- Columns:    order_id, ordered_at, customer_id, status, total (yen)
SELECT id AS order_id, ordered_at, customer_id, status, total
FROM orders
WHERE id > :after
ORDER BY id
LIMIT 50
