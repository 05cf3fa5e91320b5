-- Purpose:    customers for people who work in a spreadsheet: no NULL, no zero date, one line for each; use --dialect excel
-- Parameters: none
-- Columns:    id, name, kana ("-": none), email ("no address": none), born_on (empty: unknown), born_month (for birthday
--             mails; empty: unknown), note (line breaks as " / ")
SELECT id,
       name,
       COALESCE(kana, '-') AS kana,
       COALESCE(NULLIF(email, ''), 'no address') AS email,
       COALESCE(CAST(NULLIF(CAST(born_on AS CHAR), '0000-00-00') AS CHAR), '') AS born_on,
       CASE WHEN CAST(born_on AS CHAR) = '0000-00-00' THEN '' ELSE SUBSTRING(CAST(born_on AS CHAR), 6, 2) END AS born_month,
       REPLACE(REPLACE(COALESCE(note, ''), '\r\n', ' / '), '\n', ' / ') AS note
FROM customers
ORDER BY id
