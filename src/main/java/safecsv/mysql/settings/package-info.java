/**
 * Where to connect, as whom and how safely: decided and checked from the command line, option files, the environment and
 * defaults, as the mysql client decides it. Entry point: {@link safecsv.mysql.settings.ConnectionResolver}. It reads
 * files and asks for a password, but opens no connection and writes nothing; no message of it shows a password.
 */
package safecsv.mysql.settings;
