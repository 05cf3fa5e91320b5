package safecsv.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real sshd on loopback with keys and a configuration of its own in a throwaway folder, and an {@code ssh} that reads
 * a configuration of its own: OpenSSH's client takes the home directory from the password database and not from HOME. In
 * that configuration the host {@code good} is this server with the right key and a known host key, {@code wrong-key},
 * {@code unknown-host} and {@code changed-host} are the same with one thing wrong, and {@code nobody-there} is a port
 * where nothing listens.
 */
public final class SshServer implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final Path folder = ThrowawayFolder.create("safecsv-ssh-");
    private final int port;
    private final Process server;

    private SshServer(String... extraLines) throws IOException, InterruptedException {
        port = freePort();
        key("host");
        key("other-host");
        key("right");
        key("wrong");
        Files.copy(folder.resolve("right.pub"), folder.resolve("authorized_keys"));
        Files.writeString(folder.resolve("sshd_config"), serverConfiguration(extraLines));
        writeClientConfiguration();
        server = new ProcessBuilder(
                        program("sshd").orElseThrow().toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        awaitListening();
    }

    /** Starts one, with more lines of configuration; skips the calling test where there is no OpenSSH. */
    public static SshServer start(String... extraLines) {
        for (String name : List.of("sshd", "ssh", "ssh-keygen")) {
            Assumptions.assumeTrue(
                    program(name).isPresent(), "There is no " + name + " here (openssh-server, openssh-client)");
        }
        try {
            // Where sshd is not run as a service, nobody has made the folder that it insists on as root.
            if (System.getProperty("user.name").equals("root")) {
                Files.createDirectories(Path.of("/run/sshd"));
            }
            return new SshServer(extraLines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** A PATH on which {@code ssh} is the real one with the configuration of this server. */
    public String path() {
        return folder.resolve("bin") + ":" + System.getenv("PATH");
    }

    /** Kills the process that serves each connection, as a network that breaks would. */
    public void cutConnections() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** How many connections are being served. */
    public long connections() {
        return server.children().filter(ProcessHandle::isAlive).count();
    }

    private String serverConfiguration(String... extraLines) {
        List<String> lines = new ArrayList<>(List.of(extraLines));
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no"));
        return String.join("\n", lines) + "\n";
    }

    private void writeClientConfiguration() throws IOException {
        String address = "[127.0.0.1]:" + port + " ";
        Files.writeString(folder.resolve("known"), address + Files.readString(folder.resolve("host.pub")));
        Files.writeString(folder.resolve("changed"), address + Files.readString(folder.resolve("other-host.pub")));
        Files.writeString(folder.resolve("empty"), "");
        Files.writeString(
                folder.resolve("config"),
                host("good", port, "right", "known")
                        + host("wrong-key", port, "wrong", "known")
                        + host("unknown-host", port, "right", "empty")
                        + host("changed-host", port, "right", "changed")
                        + host("nobody-there", freePort(), "right", "known"));
        Path bin = Files.createDirectory(folder.resolve("bin"));
        String real = program("ssh").orElseThrow().toString();
        Path script = Files.writeString(
                bin.resolve("ssh"), "#!/bin/sh\nexec " + real + " -F " + folder.resolve("config") + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private String host(String name, int at, String key, String known) {
        return String.join(
                        "\n  ",
                        "Host " + name,
                        "HostName 127.0.0.1",
                        "Port " + at,
                        "User " + System.getProperty("user.name"),
                        "IdentityFile " + folder.resolve(key),
                        "IdentitiesOnly yes",
                        "IdentityAgent none",
                        "GlobalKnownHostsFile /dev/null",
                        "UserKnownHostsFile " + folder.resolve(known))
                + "\n";
    }

    private void key(String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program("ssh-keygen").orElseThrow().toString(),
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .inheritIO()
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("ssh-keygen failed");
        }
    }

    private void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "sshd did not start: " + Files.readString(folder.resolve("sshd.log")), notYet);
                }
                Thread.sleep(20);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        cutConnections();
        server.destroy();
    }
}
