package safecsv.mysql;

import com.mysql.cj.jdbc.ConnectionImpl;
import com.mysql.cj.jdbc.JdbcPropertySetImpl;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Calendar;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * Has a second thread load and initialize the driver and TLS while the first one reads the command's options: what every
 * connection of a process needs is then ready when it is asked for. Nothing is connected to, and nothing of it is kept.
 */
public final class DriverWarmUp implements Runnable {
    private static final int CLIENT_HELLO_BYTES = 1 << 15;

    private DriverWarmUp() {}

    /** Returns at once; whatever fails on the other thread is left for the connection to find. */
    public static void start() {
        Thread thread = new Thread(new DriverWarmUp(), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            new JdbcPropertySetImpl(); // reads all properties' definitions and the messages
            clientHello();
            Class.forName(ConnectionImpl.class.getName());
            Class.forName(HikariDataSource.class.getName());
            Calendar.getInstance(); // every result set has one, and the first reads the locale's data
        } catch (GeneralSecurityException | SSLException | ClassNotFoundException | RuntimeException | Error e) {
            return; // the connection will meet it again, and has the words for it
        }
    }

    /** The first message of a TLS handshake, key shares included, is most of what a client has to set up. */
    private static void clientHello() throws GeneralSecurityException, SSLException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], new TrustManager[0], new SecureRandom()); // trusts nobody
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(CLIENT_HELLO_BYTES));
    }
}
