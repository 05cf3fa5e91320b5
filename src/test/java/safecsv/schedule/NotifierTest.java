package safecsv.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import safecsv.schedule.jobs.Job.Notice;

/** Commands and webhooks that do not do what they should: each is told of in time, and none holds a job up. */
class NotifierTest {
    private static final Map<String, String> FACTS =
            Map.of("job", "j", "result", "failed", "error", "it's \"$(touch broken)\" `touch broken`", "attempts", "1");

    @TempDir
    private Path folder;

    private Optional<String> tell(Duration timeout, Optional<Notice.Webhook> webhook, String... command) {
        Notice notice = new Notice(List.of(command), folder, webhook, timeout, Duration.ofHours(1));
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Notifier.tell(notice, FACTS));
    }

    private Optional<String> post(String address) {
        return tell(Duration.ofSeconds(1), Optional.of(new Notice.Webhook(Optional.of(address), Optional.empty())));
    }

    @Test
    void a_webhook_that_never_answers_is_waited_for_no_longer_than_its_timeout() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    Optional.of("the webhook did not answer within 1.0 s"),
                    post("http://127.0.0.1:" + mute.getLocalPort() + "/"));
        }
    }

    @Test
    void an_answer_that_never_ends_is_an_answer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicReference<Socket> held = new AtomicReference<>();
            Thread answering = new Thread(() -> {
                try {
                    held.set(server.accept());
                    held.get().getInputStream().read();
                    held.get()
                            .getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nok so far"
                                    .getBytes(StandardCharsets.US_ASCII));
                    held.get().getOutputStream().flush();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            answering.setDaemon(true);
            answering.start();
            assertEquals(Optional.empty(), post("http://127.0.0.1:" + server.getLocalPort() + "/"));
            held.get().close();
        }
    }

    @Test
    void a_webhook_that_is_not_there_is_told_of() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertEquals(Optional.of("the webhook's server can't be reached"), post("http://127.0.0.1:" + port + "/"));
        assertTrue(post("http://no-such-host.invalid/").isPresent());
    }

    @Test
    void a_command_that_does_not_end_is_ended_with_what_it_started() throws Exception {
        Optional<String> problem = tell(
                Duration.ofMillis(1500),
                Optional.empty(),
                "sh",
                "-c",
                "trap '' TERM; sh -c 'trap \"\" TERM; echo $$ > child; exec sleep 60'; true");
        assertEquals(Optional.of("the command did not end within 1.5 s and was ended"), problem);
        String child = Files.readString(folder.resolve("child")).strip();
        for (int i = 0; i < 100 && isRunning(child); i++) {
            Thread.sleep(50);
        }
        assertTrue(!isRunning(child), "the sleep is left");
    }

    private static boolean isRunning(String process) {
        return ProcessHandle.of(Long.parseLong(process))
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    @Test
    void a_command_that_fails_or_is_not_there_is_told_of() {
        assertEquals(
                Optional.of("the command ended with code 3: no mail today"),
                tell(Duration.ofSeconds(10), Optional.empty(), "sh", "-c", "echo no mail today >&2; exit 3"));
        Optional<String> missing = tell(Duration.ofSeconds(10), Optional.empty(), "no-such-program-of-safecsv");
        assertTrue(missing.orElseThrow().contains("no-such-program-of-safecsv"), missing.get());
    }

    @Test
    void what_went_wrong_is_a_word_and_nothing_that_a_shell_would_run() throws IOException {
        Optional<String> problem = tell(
                Duration.ofSeconds(10),
                Optional.empty(),
                "sh",
                "-c",
                "printf '%s' \"$1|$SAFECSV_ERROR\" > told",
                "sh",
                "{error}");
        assertEquals(Optional.empty(), problem);
        assertEquals(FACTS.get("error") + "|" + FACTS.get("error"), Files.readString(folder.resolve("told")));
        assertTrue(!Files.exists(folder.resolve("broken")));
    }
}
