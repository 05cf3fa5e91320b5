package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionProtocol;
import safecsv.mysql.settings.ConnectionRequest;
import safecsv.mysql.settings.OptionFileSelection;
import safecsv.mysql.settings.RouteRequest;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SshTarget;
import safecsv.mysql.settings.SslMode;

/** Reads {@code connection}: the options of the command line by their names, but for a password itself. */
final class ConnectionSection {
    static final List<String> KEYS = List.of(
            "host",
            "port",
            "socket",
            "protocol",
            "user",
            "database",
            "password-file",
            "login-path",
            "defaults-file",
            "defaults-extra-file",
            "defaults-group-suffix",
            "no-defaults",
            "ssl-mode",
            "ssl-ca",
            "ssh",
            "connect-timeout",
            "stall-timeout");

    private final YamlValues values;
    private final Path folder;

    /** @param folder what relative paths are relative to */
    ConnectionSection(YamlValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    /** The files that are read for a connection, by their keys. */
    static Map<String, Path> files(ConnectionRequest request) {
        Map<String, Path> files = new LinkedHashMap<>();
        request.passwordFile().ifPresent(file -> files.put("password-file", file));
        request.sslCa().ifPresent(file -> files.put("ssl-ca", file));
        request.optionFiles().defaultsFile().ifPresent(file -> files.put("defaults-file", file));
        request.optionFiles().defaultsExtraFile().ifPresent(file -> files.put("defaults-extra-file", file));
        return files;
    }

    private ConnectionRequest looked(ConnectionRequest request) {
        files(request)
                .forEach((key, file) -> Surroundings.ofFile(file)
                        .ifPresent(lack -> values.with(key).lack(key, lack)));
        if (request.route().ssh().isPresent()) {
            Surroundings.ofProgram("ssh").ifPresent(lack -> values.with("ssh").lack("ssh", lack));
        }
        return request;
    }

    Optional<ConnectionRequest> read() {
        Optional<Integer> port = values.number("port", 1, 65_535).map(Math::toIntExact);
        Optional<ConnectionProtocol> protocol = values.parsed(
                "protocol",
                text -> ConnectionProtocol.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("this is TCP or SOCKET")));
        Optional<SslMode> mode = values.parsed(
                "ssl-mode",
                text -> SslMode.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "this is one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY")));
        try {
            OptionFileSelection optionFiles = new OptionFileSelection(
                    path("defaults-file"),
                    path("defaults-extra-file"),
                    values.text("defaults-group-suffix"),
                    values.yesOrNo("no-defaults").orElse(false),
                    values.text("login-path"));
            return Optional.of(looked(new ConnectionRequest(
                    values.parsed("host", ConnectionSection::host),
                    port,
                    values.text("user"),
                    values.text("database"),
                    path("socket"),
                    protocol,
                    false,
                    path("password-file"),
                    mode,
                    path("ssl-ca"),
                    optionFiles,
                    new RouteRequest(
                            values.parsed("ssh", ConnectionSection::ssh),
                            values.duration("connect-timeout"),
                            Optional.empty(),
                            values.duration("stall-timeout")))));
        } catch (SafecsvException e) {
            values.with("defaults-file").mistake("no-defaults", e.getMessage());
            return Optional.empty();
        }
    }

    private static String host(String text) {
        try {
            ServerAddress.requireHosts(text);
            return text;
        } catch (SafecsvException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SshTarget ssh(String text) {
        try {
            return SshTarget.parse(text);
        } catch (SafecsvException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Optional<Path> path(String key) {
        return values.parsed(key, text -> folder.resolve(text).normalize());
    }
}
