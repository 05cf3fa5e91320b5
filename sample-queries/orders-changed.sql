-- Purpose:    what happened in a span of time: orders that came in or were shipped, for a nightly incremental export
-- Parameters: from: the first moment that counts; until: the first that no longer does, so that two runs never share an order
-- Columns:    order_id, ordered_at, shipped_at (zero: packed, not yet picked up), status, total (yen)
SELECT id AS order_id, ordered_at, shipped_at, status, total
FROM orders
WHERE (ordered_at >= :from AND ordered_at < :until)
   OR (shipped_at >= :from AND shipped_at < :until)
ORDER BY id
