-- Purpose:    who ordered in a month, for a client who may count customers but not know them (sample-queries/jobs.yaml)
-- Parameters: from: the first day; until: the first day that no longer counts
-- Columns:    id, name (***), email (its domain), orders, total (yen)
-- Mask:       name=redact, email=email
SELECT c.id, c.name, c.email, COUNT(*) AS orders, SUM(o.total) AS total
FROM customers c
JOIN orders o ON o.customer_id = c.id
WHERE o.ordered_at >= :from AND o.ordered_at < :until AND o.status <> 'cancelled'
GROUP BY c.id, c.name, c.email
ORDER BY c.id
