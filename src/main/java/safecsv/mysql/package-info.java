/**
 * Connections, sessions, the query gate, rows and types: everything that speaks to the server. Entry points:
 * {@link safecsv.mysql.ConnectionPool} and {@link safecsv.mysql.ReadSession}. The only package that uses java.sql,
 * Connector/J and HikariCP; its subpackages don't. Sessions are read-only. An interruption ends the running query on the
 * server.
 */
package safecsv.mysql;
