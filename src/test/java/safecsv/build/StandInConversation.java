package safecsv.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to the {@link StandInServer}. Source of the formats: MySQL Internals, "Connection Phase" and "Command
 * Phase".
 */
final class StandInConversation {
    private static final int CLIENT_SSL = 0x800;
    private static final int CLIENT_DEPRECATE_EOF = 1 << 24;
    private static final int CAPABILITIES = 0x1 // long password
            | 0x4 // long flag
            | 0x8 // connect with database
            | 0x200 // protocol 4.1
            | CLIENT_SSL
            | 0x2000 // transactions
            | 0x8000 // secure connection
            | (1 << 17) // several result sets
            | (1 << 19) // authentication plugins
            | (1 << 20) // connection attributes
            | (1 << 21) // length-encoded authentication data
            | CLIENT_DEPRECATE_EOF
            | (1 << 27); // query attributes
    private static final int AUTOCOMMIT = 0x2;

    /** An export looks at the server once it has read for a second. */
    private static final long SLOW_MILLISECONDS = 1_800;

    private final Socket socket;
    private final SSLSocketFactory tls;
    private PacketStream stream;

    StandInConversation(Socket socket, SSLSocketFactory tls) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.stream = new PacketStream(socket.getInputStream(), socket.getOutputStream());
    }

    /** Until the client quits or goes away, the latter as an IOException. */
    void run() throws IOException {
        greet();
        byte[] response = stream.read();
        if (((response[1] << 8) & CLIENT_SSL) != 0 && response.length == 32) {
            SSLSocket secured = (SSLSocket) tls.createSocket(socket, null, true);
            secured.setUseClientMode(false);
            // As MySQL with OpenSSL does it: it would take a client certificate, and prefers the shorter key.
            secured.setWantClientAuth(true);
            secured.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
            stream = stream.continuedOver(secured.getInputStream(), secured.getOutputStream());
            stream.read();
        }
        // caching_sha2_password's "fast authentication succeeded", as from a server that knows the account already.
        stream.write(new Payload().number(1, 1).number(3, 1));
        ok();
        byte[] command = stream.read();
        while (command[0] != 0x01) {
            answer(command);
            command = stream.read();
        }
    }

    private void greet() throws IOException {
        byte[] scramble = "stand-in scramble 20".getBytes(UTF_8);
        Payload greeting = new Payload()
                .number(10, 1)
                .terminated(StandInServer.VERSION)
                .number(7, 4)
                .raw(Arrays.copyOf(scramble, 8))
                .zeros(1)
                .number(CAPABILITIES, 2)
                .number(255, 1)
                .number(AUTOCOMMIT, 2)
                .number(CAPABILITIES >>> 16, 2)
                .number(scramble.length + 1, 1)
                .zeros(10)
                .raw(Arrays.copyOfRange(scramble, 8, 20))
                .zeros(1)
                .terminated("caching_sha2_password");
        stream.write(greeting);
        stream.flush();
    }

    private void answer(byte[] command) throws IOException {
        String text = new String(command, 1, command.length - 1, UTF_8);
        switch (command[0]) {
            case 0x03 ->
                result(Answer.to(text.substring(2)), pause(text)); // after two counts: no attributes, of one set
            case 0x16 ->
                prepared(Answer.to(text), (int)
                        text.chars().filter(c -> c == '?').count());
            case 0x19 -> {} // closing a prepared statement has no answer
            default -> ok();
        }
    }

    private static long pause(String statement) {
        return statement.contains(StandInServer.SLOW_TABLE) ? SLOW_MILLISECONDS : 0;
    }

    /** @param pause milliseconds before the result's end */
    private void result(Answer answer, long pause) throws IOException {
        if (answer.columns().isEmpty()) {
            ok();
            return;
        }
        stream.write(new Payload().number(answer.columns().size(), 1));
        columns(answer.columns());
        for (List<String> row : answer.rows()) {
            Payload cells = new Payload();
            row.forEach(cells::text);
            stream.write(cells);
        }
        stream.flush();
        sleep(pause);
        finish(0xFE);
    }

    private static void sleep(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private void prepared(Answer answer, int parameters) throws IOException {
        stream.write(new Payload()
                .zeros(1)
                .number(1, 4)
                .number(answer.columns().size(), 2)
                .number(parameters, 2)
                .zeros(3));
        for (int i = 0; i < parameters; i++) {
            column(Answer.Column.text("?"));
        }
        columns(answer.columns());
        stream.flush();
    }

    private void columns(List<Answer.Column> columns) throws IOException {
        for (Answer.Column column : columns) {
            column(column);
        }
    }

    private void column(Answer.Column column) throws IOException {
        stream.write(new Payload()
                .text("def")
                .text("shop")
                .text("orders")
                .text("orders")
                .text(column.name())
                .text(column.name())
                .number(0x0C, 1)
                .number(column.collation(), 2)
                .number(1024, 4)
                .number(column.type(), 1)
                .number(column.flags(), 2)
                .zeros(3));
    }

    private void ok() throws IOException {
        finish(0x00);
    }

    private void finish(int header) throws IOException {
        stream.write(
                new Payload().number(header, 1).zeros(2).number(AUTOCOMMIT, 2).zeros(2));
        stream.flush();
    }
}
