package safecsv.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.bench.BenchOptions.SslMode;

/** The command lines of the mysql client: {@code SAFECSV_MYSQL_CLIENT}, or mysql on the path. */
record MysqlCommands(String client, BenchServer server, BenchOptions options, Credentials credentials) {
    /** The client's program; empty where there is none. */
    static Optional<String> find(Map<String, String> environment) {
        String named = environment.get("SAFECSV_MYSQL_CLIENT");
        if (named != null && !Files.isExecutable(Path.of(named))) {
            throw new SafecsvException(
                    ExitCode.USAGE, "SAFECSV_MYSQL_CLIENT is no program: " + named + ". Nothing was run.");
        }
        if (named != null) {
            return Optional.of(named);
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "mysql"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    List<String> batchOverTcp(String sql) {
        return command(tcp(), "--quick", "--batch", "-e", sql);
    }

    List<String> batchOverSocket(String socket, String sql) {
        return command(List.of("--protocol=SOCKET", "--socket=" + socket), "--quick", "--batch", "-e", sql);
    }

    /** The server writes the file; what most people would type to get a CSV. */
    List<String> outfile(String table, Path output) {
        String file = output.toString().replace("\\", "\\\\").replace("'", "\\'");
        return command(
                tcp(),
                "-e",
                "select * from " + table + " into outfile '" + file
                        + "' fields terminated by ',' optionally enclosed by '\"' lines terminated by '\\n'");
    }

    private List<String> tcp() {
        return List.of("--protocol=TCP", "--host=" + server.host(), "--port=" + server.port());
    }

    private List<String> command(List<String> address, String... what) {
        List<String> command = new ArrayList<>(List.of(client));
        command.add("--defaults-file=" + credentials.optionFile());
        command.addAll(address);
        command.addAll(List.of("--user=" + server.user(), "--database=" + options.database));
        command.addAll(List.of("--ssl-mode=" + options.sslMode, "--default-character-set=utf8mb4"));
        if (options.sslMode == SslMode.DISABLED) {
            // caching_sha2_password asks for it where the server has not seen the account since its start.
            command.add("--get-server-public-key");
        }
        command.addAll(List.of(what));
        return command;
    }
}
