/**
 * Settings, sessions, the query gate, tables and types: everything that speaks to the server. The only package that uses
 * java.sql, Connector/J and HikariCP. Sessions are read-only. An interruption ends the running query on the server.
 */
package safecsv.mysql;
