package safecsv.mysql;

import com.mysql.cj.protocol.a.NativeConstants.StringLengthDataType;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.authentication.CachingSha2PasswordPlugin;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Logs in with caching_sha2_password over a Unix socket without TLS. Where the server has no cached hash it asks for the
 * password, and over a socket, which it counts as secure, it expects it in clear text; the driver by itself would ask
 * for a public key instead, and be denied. Never used over TCP. Public for the driver alone.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/en/caching-sha2-pluggable-authentication.html">MySQL manual</a>
 */
public final class SocketPasswordPlugin extends CachingSha2PasswordPlugin {
    private static final int PERFORM_FULL_AUTHENTICATION = 4;

    private boolean scrambleSent;

    @Override
    public void reset() {
        super.reset();
        scrambleSent = false;
    }

    @Override
    public boolean nextAuthenticationStep(NativePacketPayload fromServer, List<NativePacketPayload> toServer) {
        if (scrambleSent && !password.isEmpty() && wantsPassword(fromServer)) {
            byte[] text = password.getBytes(StandardCharsets.UTF_8);
            toServer.clear();
            toServer.add(new NativePacketPayload(Arrays.copyOf(text, text.length + 1))); // with its terminating NUL
            return true;
        }
        scrambleSent = true;
        return super.nextAuthenticationStep(fromServer, toServer);
    }

    private static boolean wantsPassword(NativePacketPayload fromServer) {
        int position = fromServer.getPosition();
        byte answer = fromServer.readBytes(StringLengthDataType.STRING_FIXED, 1)[0];
        fromServer.setPosition(position);
        return answer == PERFORM_FULL_AUTHENTICATION;
    }
}
