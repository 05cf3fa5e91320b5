-- Purpose:    reviews whose details are JSON, a column for each detail
-- Parameters: least: the least rating that counts, 1 to 5
-- Columns:    review_id, sku (6 digits), rating, title (NULL: none), tags (how many), first_tag (NULL: none),
--             details (the JSON itself, for what has no column)
SELECT r.id AS review_id,
       p.sku,
       CAST(JSON_VALUE(r.details, '$.rating') AS UNSIGNED) AS rating,
       JSON_VALUE(r.details, '$.title') AS title,
       COALESCE(JSON_LENGTH(r.details, '$.tags'), 0) AS tags,
       JSON_VALUE(r.details, '$.tags[0]') AS first_tag,
       r.details
FROM reviews r
JOIN products p ON p.id = r.product_id
WHERE CAST(JSON_VALUE(r.details, '$.rating') AS UNSIGNED) >= CAST(:least AS UNSIGNED)
ORDER BY r.id
