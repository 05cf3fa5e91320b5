package safecsv.mysql.settings;

import java.nio.file.Path;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Where the server listens. {@code toString} is how messages name it. */
public sealed interface ServerAddress {

    /** True if nothing between the two ends leaves this machine, as far as the address alone can tell. */
    boolean isLocal();

    /**
     * Does nothing where this is what {@code --host} takes: a host, or several with commas between them.
     *
     * @throws SafecsvException code 2 where it is not
     */
    static void requireHosts(String text) {
        HostList.parse(text).addresses(1);
    }

    /**
     * A TCP address.
     *
     * @param host a host name, an IPv4 or an IPv6 address (without brackets); nothing else, so that no character of it
     *     can mean something to the driver
     * @param port 1 to 65535
     */
    record Tcp(String host, int port) implements ServerAddress {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?");
        private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,7}");
        private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|(0*:)+0*1");

        public Tcp {
            if (!NAME.matcher(host).matches() && !IPV6.matcher(host).matches()) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "'" + host + "' is not a host name or an IP address; the port goes into -P/--port.");
            }
            if (port < 1 || port > 65535) {
                throw new SafecsvException(ExitCode.USAGE, "Port " + port + " does not exist; give 1 to 65535.");
            }
        }

        @Override
        public boolean isLocal() {
            return LOOPBACK.matcher(host).matches();
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /** A Unix domain socket on this machine. */
    record UnixSocket(Path path) implements ServerAddress {
        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String toString() {
            return "socket " + path;
        }
    }
}
