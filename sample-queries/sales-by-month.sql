-- Purpose:    turnover by month and product, without cancelled orders
-- Parameters: from: the first day; until: the first day that no longer counts
-- Columns:    month (YYYY-MM), sku, product, pieces, turnover (yen)
SELECT DATE_FORMAT(o.ordered_at, '%Y-%m') AS month, p.sku, p.name AS product,
       SUM(i.quantity) AS pieces, SUM(i.quantity * i.unit_price) AS turnover
FROM orders o
JOIN order_items i ON i.order_id = o.id
JOIN products p ON p.id = i.product_id
WHERE o.status <> 'cancelled' AND o.ordered_at >= :from AND o.ordered_at < :until
GROUP BY month, p.sku, p.name
ORDER BY month, turnover DESC, p.sku
