package safecsv.mysql;

import java.net.SocketTimeoutException;

/** Marks that nothing comes from the server, or nothing is taken by it, though it should; the message is a sentence that says so. */
final class ServerSilentException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    ServerSilentException(String sentence) {
        super(sentence);
    }
}
