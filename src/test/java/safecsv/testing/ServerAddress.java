package safecsv.testing;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a server for tests answers, and as whom a test administers it.
 *
 * @param host a name or address, never {@code localhost}: MySQL clients take that for the Unix socket
 * @param adminUser an account with all privileges and GRANT OPTION
 * @param adminPassword its password; empty for none
 * @param origin how it was obtained, for the one line that a test run prints
 * @param temporary whether the server is thrown away after the run, so that nothing in it needs cleaning up
 * @param client the command line client that came with the server, or null
 */
record ServerAddress(
        String host, int port, String adminUser, String adminPassword, String origin, boolean temporary, Path client) {
    ServerAddress {
        host = host.equals("localhost") ? "127.0.0.1" : host;
        Objects.requireNonNull(adminUser);
        Objects.requireNonNull(adminPassword);
        Objects.requireNonNull(origin);
    }

    /** The same server, with more to say about how it came to be used. */
    ServerAddress withOrigin(String newOrigin) {
        return new ServerAddress(host, port, adminUser, adminPassword, newOrigin, temporary, client);
    }

    /** The JDBC address of a database on this server; an empty name for none. */
    String jdbcUrl(String database) {
        return "jdbc:mysql://" + host + ":" + port + "/" + database
                + "?sslMode=PREFERRED&allowPublicKeyRetrieval=true&characterEncoding=UTF-8"
                + "&allowMultiQueries=true&allowLoadLocalInfile=true&connectTimeout=10000";
    }

    /** Without the password. */
    @Override
    public String toString() {
        return adminUser + "@" + host + ":" + port;
    }
}
