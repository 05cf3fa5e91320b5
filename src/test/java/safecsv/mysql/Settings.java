package safecsv.mysql;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.Secret;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;
import safecsv.mysql.settings.TlsSettings;

/** Builds {@link ConnectionSettings} for tests: PREFERRED, no password, no database, ten seconds. */
final class Settings {
    private final ServerAddress server;
    private String user = "nobody";
    private Secret password = Secret.NONE;
    private Optional<String> database = Optional.empty();
    private TlsSettings tls = new TlsSettings(SslMode.PREFERRED, Optional.empty());
    private Duration timeout = Duration.ofSeconds(10);

    private Settings(ServerAddress server) {
        this.server = server;
    }

    static Settings of(ServerAddress server) {
        return new Settings(server);
    }

    Settings user(String name, String secret) {
        user = name;
        password = Secret.of(secret);
        return this;
    }

    Settings database(String name) {
        database = Optional.of(name);
        return this;
    }

    Settings tls(SslMode mode) {
        tls = new TlsSettings(mode, Optional.empty());
        return this;
    }

    Settings tls(SslMode mode, Path authority) {
        tls = new TlsSettings(mode, Optional.of(authority));
        return this;
    }

    Settings timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    ConnectionSettings build() {
        return new ConnectionSettings(server, user, password, database, tls, timeout);
    }
}
