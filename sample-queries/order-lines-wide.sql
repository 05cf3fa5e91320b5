-- Purpose:    one wide row for each line of an order with all that is known of it, for a pivot table; pictures are left out,
--             of which only the size is told, since they would make the file a hundred times larger
-- Parameters: from: the first day; until: the first day that no longer counts
-- Columns:    order_id, line, ordered_at, shipped_at (zero: packed, not yet picked up), status, customer_id, customer, postcode
--             (7 digits), sku (6 digits), product, discontinued_on (NULL: on sale), picture_bytes (NULL: no picture), quantity,
--             unit_price, amount (yen)
SELECT o.id AS order_id, i.line, o.ordered_at, o.shipped_at, o.status,
       c.id AS customer_id, c.name AS customer, c.postcode,
       p.sku, p.name AS product, p.discontinued_on, LENGTH(p.picture) AS picture_bytes,
       i.quantity, i.unit_price, i.quantity * i.unit_price AS amount
FROM orders o
JOIN customers c ON c.id = o.customer_id
JOIN order_items i ON i.order_id = o.id
JOIN products p ON p.id = i.product_id
WHERE o.ordered_at >= :from AND o.ordered_at < :until
ORDER BY o.id, i.line
