/**
 * SQL as text, read as MySQL's own lexer reads it: pure functions. Entry points: {@link safecsv.mysql.sql.SqlScanner} for
 * the tokens, {@link safecsv.mysql.sql.LexicalCheck} for what an export must not run. It knows neither java.sql nor
 * files, and never changes a query: it describes it or refuses it.
 */
package safecsv.mysql.sql;
