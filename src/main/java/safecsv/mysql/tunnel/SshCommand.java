package safecsv.mysql.tunnel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SshTarget;

/** The words of the ssh command line. */
final class SshCommand {
    /**
     * Runs ssh, and ends it as soon as standard input ends, which the kernel sees to even when safecsv is killed. Signals
     * of the terminal and of a service manager are for safecsv alone: it still needs the tunnel to end its query. That ssh
     * ignores what it was started to ignore is documented of none but true of all versions since rsh. The folder goes
     * last, whoever is still there.
     */
    private static final String SUPERVISOR = """
            trap '' INT QUIT HUP TERM
            folder=$1
            shift
            exec 3<&0 0</dev/null
            "$@" 3<&- &
            ssh=$!
            { read -r end; kill -KILL "$ssh"; } <&3 3<&- >/dev/null 2>&1 &
            watch=$!
            exec 3<&- 2>/dev/null
            wait "$ssh"
            code=$?
            kill -KILL "$watch"
            rm -f "$folder"/[0-9]* && rmdir "$folder"
            exit "$code"
            """;

    private static final Pattern DANGEROUS_HOST = Pattern.compile(".*[^A-Za-z0-9_.:-].*");

    private final SshTarget target;
    private final Duration connectTimeout;
    private final boolean interactive;

    /** @param interactive whether ssh may ask a person */
    SshCommand(SshTarget target, Duration connectTimeout, boolean interactive) {
        this.target = target;
        this.connectTimeout = connectTimeout;
        this.interactive = interactive;
    }

    /** A shell's command line that forwards {@code folder/0}, {@code folder/1} … to the servers, in this order. */
    List<String> words(Path program, Path folder, List<ServerAddress> servers) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISOR, "safecsv-ssh", folder.toString()));
        words.addAll(List.of(program.toString(), "-N", "-T", "-a", "-x", "-S", "none"));
        options().forEach(option -> words.addAll(List.of("-o", option)));
        for (int number = 0; number < servers.size(); number++) {
            words.addAll(
                    List.of("-L", folder.resolve(Integer.toString(number)) + ":" + forwarded(servers.get(number))));
        }
        target.port().ifPresent(port -> words.addAll(List.of("-p", Integer.toString(port))));
        target.user().ifPresent(user -> words.addAll(List.of("-l", user)));
        words.addAll(List.of("--", target.host()));
        return words;
    }

    private List<String> options() {
        long seconds = Math.max(1, connectTimeout.toSeconds());
        return List.of(
                "BatchMode=" + (interactive ? "no" : "yes"),
                // A process that others share, or that goes on in the background, would outlive this one.
                "ControlMaster=no",
                "ControlPersist=no",
                "PermitLocalCommand=no",
                "RemoteCommand=none",
                "Tunnel=no",
                // Forwards of the user's own configuration may find their port taken; only ours matters, and is waited
                // for.
                "ExitOnForwardFailure=no",
                "StreamLocalBindMask=0177",
                "StreamLocalBindUnlink=no",
                "ConnectTimeout=" + seconds,
                // The socket on this machine can't tell that the network behind it is gone.
                "ServerAliveInterval=15",
                "ServerAliveCountMax=4");
    }

    private static String forwarded(ServerAddress server) {
        if (server instanceof ServerAddress.UnixSocket socket) {
            if (socket.path().toString().matches(".*[:%$\\s].*")) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The path of the socket on the ssh host, " + socket.path() + ", has a character that ssh would"
                                + " not take as it stands.");
            }
            return socket.path().toString();
        }
        ServerAddress.Tcp tcp = (ServerAddress.Tcp) server;
        if (DANGEROUS_HOST.matcher(tcp.host()).matches()) {
            throw new IllegalStateException("not a host: " + tcp.host());
        }
        return tcp.toString();
    }

    /**
     * The ssh program on the PATH.
     *
     * @throws SafecsvException code 2 where there is none, or no shell to start it from
     */
    static Path program(Optional<String> path) {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "--ssh needs a Unix system. Here, open the tunnel yourself (ssh -N -L 3307:DBHOST:3306 SSHHOST) and"
                            + " connect with -h 127.0.0.1 -P 3307.");
        }
        return path.stream()
                .flatMap(folders -> Stream.of(folders.split(":")))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "ssh").toAbsolutePath())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElseThrow(() -> new SafecsvException(
                        ExitCode.USAGE,
                        "--ssh uses the system's ssh program, and there is none on the PATH: install OpenSSH's client"
                                + " (openssh-client). Nothing was connected to."));
    }
}
