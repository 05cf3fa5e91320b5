package safecsv.mysql.tunnel;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SshTarget;

/**
 * An ssh process and the sockets on this machine that lead to the servers behind it. One login, however many connections.
 * Safe for use by several threads.
 */
public final class SshTunnel implements AutoCloseable {
    private static final int LINES_KEPT = 50;
    private static final long POLL_MILLIS = 10;
    /** What logging in may take beyond connecting, where nobody is asked anything. */
    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(20);
    /** ssh ends together with its connections, but not in the same instant. */
    private static final long END_PATIENCE_MILLIS = 300;
    /** A Unix socket's path may have 104 to 108 bytes; what the folder and the name in it take is well below this. */
    private static final int LONGEST_PARENT = 60;

    private static final Path SHORT_PARENT = Path.of("/tmp");

    private final SshTarget target;
    private final boolean interactive;
    private final Path folder;
    private final Process process;
    private final Thread reader;
    private final Deque<String> lines = new ArrayDeque<>();

    private SshTunnel(SshTarget target, boolean interactive, Path folder, Process process) {
        this.target = target;
        this.interactive = interactive;
        this.folder = folder;
        this.process = process;
        this.reader = new Thread(this::keepLines, "ssh-messages");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts ssh and waits until connections can be made. On a terminal ssh may ask there, and takes as long as the person.
     *
     * @param servers where the sockets lead to, as seen from the target
     * @param connectTimeout the longest wait for the ssh server to answer
     * @throws TunnelException where there is no tunnel, with the cause
     * @throws SafecsvException code 2 where there is no ssh program
     */
    public static SshTunnel open(SshTarget target, List<ServerAddress> servers, Duration connectTimeout)
            throws TunnelException {
        Path program = SshCommand.program(Optional.ofNullable(System.getenv("PATH")));
        boolean interactive = hasTerminal();
        SshTunnel tunnel = null;
        try {
            Path folder = privateFolder();
            ProcessBuilder builder = new ProcessBuilder(
                            new SshCommand(target, connectTimeout, interactive).words(program, folder, servers))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("MYSQL_PWD"); // ssh's configuration may send variables on
            tunnel = new SshTunnel(target, interactive, folder, builder.start());
            tunnel.awaitSockets(servers.size(), connectTimeout.plus(LOGIN_PATIENCE));
            SshTunnel opened = tunnel;
            tunnel = null;
            return opened;
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.FAILED, "ssh could not be started: " + e.getMessage() + ".", e);
        } finally {
            if (tunnel != null) {
                tunnel.close();
            }
        }
    }

    private static Path privateFolder() throws IOException {
        Path usual = Path.of(System.getProperty("java.io.tmpdir"));
        boolean plain = usual.toString().matches("[A-Za-z0-9/._+-]{1," + LONGEST_PARENT + "}");
        return Files.createTempDirectory(
                plain ? usual : SHORT_PARENT,
                "safecsv-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static boolean hasTerminal() {
        try (FileInputStream terminal = new FileInputStream("/dev/tty")) {
            return terminal.getFD().valid();
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitSockets(int count, Duration patience) throws TunnelException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!hasSockets(count)) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw errors().notOpened();
                }
                if (!interactive && System.nanoTime() > deadline) {
                    throw errors().tooSlow(patience.toSeconds());
                }
            }
            // The file is there an instant before it can be connected to.
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SafecsvException(ExitCode.INTERRUPTED, "Interrupted while connecting.", e);
        }
    }

    private boolean hasSockets(int count) {
        for (int number = 0; number < count; number++) {
            if (!Files.exists(socket(number))) {
                return false;
            }
        }
        return true;
    }

    /** The Unix socket on this machine that leads to the server of this number, from 0. */
    public Path socket(int number) {
        return folder.resolve(Integer.toString(number));
    }

    /**
     * Why a connection to a server through this tunnel failed, if the tunnel is why.
     *
     * @param server the server as the ssh host sees it
     */
    public Optional<String> whyNotConnected(ServerAddress server) {
        Optional<String> why = whyEnded().or(() -> errors().channelRefused(server.toString()));
        synchronized (lines) {
            lines.clear(); // they are not about the next connection
        }
        return why;
    }

    /** Why the tunnel ended, as a sentence; empty if it stands. Waits an instant for an end that is only just happening. */
    public Optional<String> whyEnded() {
        try {
            if (!process.waitFor(END_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return Optional.of("The ssh tunnel through " + target + " ended" + errors().said());
    }

    private SshErrors errors() {
        try {
            if (!process.isAlive()) {
                reader.join(END_PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lines) {
            return new SshErrors(target, interactive, List.copyOf(lines));
        }
    }

    private void keepLines() {
        try (BufferedReader messages =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = messages.readLine(); line != null; line = messages.readLine()) {
                synchronized (lines) {
                    lines.addLast(line);
                    if (lines.size() > LINES_KEPT) {
                        lines.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            // The tunnel was closed; what it said until then is kept.
        }
    }

    /** Ends ssh and every connection through it, at once. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // ends ssh, and then the folder
        } catch (IOException e) {
            // It has already ended.
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
