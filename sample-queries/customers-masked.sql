-- Purpose:    customers for people who may count them but not know them, such as whoever makes the statistics
-- Parameters: none
-- Columns:    id, name (***), tel (its last digits), email (its domain), born_on (the year), postcode (7 digits), orders
-- Mask:       name=redact, tel=partial, email=email, born_on=date-year
SELECT c.id, c.name, c.tel, c.email, c.born_on, c.postcode, COUNT(o.id) AS orders
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id
GROUP BY c.id, c.name, c.tel, c.email, c.born_on, c.postcode
ORDER BY c.id
