package safecsv.mysql.tunnel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.SshTarget;

/** Says what ssh's own words on standard error mean here, and what to do. Source of the words: OpenSSH's client. */
final class SshErrors {
    private static final String NOTHING = " Nothing was read or written.";

    private final SshTarget target;
    private final boolean interactive;
    private final List<String> lines;
    private final String text;

    /** @param lines what ssh printed, oldest first */
    SshErrors(SshTarget target, boolean interactive, List<String> lines) {
        this.target = target;
        this.interactive = interactive;
        this.lines = lines;
        this.text = String.join("\n", lines).toLowerCase(Locale.ROOT);
    }

    /** Why ssh ended before there was a tunnel. */
    TunnelException notOpened() {
        return hostKey()
                .or(this::login)
                .map(sentence -> failed(sentence, false))
                .or(() -> network().map(sentence -> failed(sentence, true)))
                .orElseGet(() -> failed("ssh to " + target + " failed" + said() + " " + tryIt() + ".", false));
    }

    /** Why nothing came of a tunnel that ssh would have opened; ssh is still there, and silent. */
    TunnelException tooSlow(long seconds) {
        return failed(
                "ssh to " + target + " had no tunnel after " + seconds + " s" + said() + " " + tryIt() + ".", true);
    }

    private Optional<String> hostKey() {
        if (has("identification has changed")) {
            return Optional.of(
                    "ssh refused " + target + ": its host key is not the one that known_hosts has. Either the"
                            + " machine was set up anew, or somebody is in between. Ask its administrator; only if the change is"
                            + " confirmed, forget the old key with ssh-keygen -R " + knownName()
                            + " and accept the new one with "
                            + target.command() + ".");
        }
        if (has("host key verification failed")) {
            return Optional.of("ssh does not know the host key of " + target + " yet"
                    + (interactive ? ", and it was not accepted." : ", and there is no terminal to ask on.")
                    + " Run " + target.command()
                    + " once in a terminal and compare the fingerprint with one that you trust,"
                    + " or have the key put into known_hosts.");
        }
        return Optional.empty();
    }

    private Optional<String> login() {
        if (has("unprotected private key file")) {
            return Optional.of("ssh will not use a private key that others can read" + said()
                    + " Make that one file yours alone (chmod 600 KEYFILE).");
        }
        if (has("too many authentication failures")) {
            return Optional.of("ssh to " + target + " offered too many keys before the right one: name it in ssh's"
                    + " configuration (IdentityFile, with IdentitiesOnly yes).");
        }
        if (has("permission denied")) {
            return Optional.of("ssh was not let in to " + target + said() + " Check the user and the key ("
                    + target.command() + " -v tells which were tried)"
                    + (interactive
                            ? "."
                            : "; without a terminal ssh can't ask for a passphrase or password, so load the key into an"
                                    + " agent (ssh-add)."));
        }
        return Optional.empty();
    }

    private Optional<String> network() {
        if (has("could not resolve hostname")) {
            return has("temporary failure")
                    ? Optional.of(
                            "The name of the ssh host " + target.host() + " could not be looked up just now" + said())
                    : Optional.empty();
        }
        boolean unreachable = has("connection refused")
                || has("timed out")
                || has("no route to host")
                || has("network is unreachable")
                || has("connection reset")
                || has("connection closed by")
                || has("kex_exchange_identification");
        return unreachable
                ? Optional.of("ssh can't reach " + target + said()
                        + " Check host and port, and whether a firewall or VPN" + " is in the way.")
                : Optional.empty();
    }

    /**
     * Why a connection through the standing tunnel was ended before the server spoke.
     *
     * @param server the server as the ssh host sees it
     * @return empty where ssh said nothing of it
     */
    Optional<String> channelRefused(String server) {
        if (has("administratively prohibited")) {
            return Optional.of("The ssh server " + target + " lets you in but does not let you on to " + server
                    + " (forwarding is prohibited): its administrator can permit it (AllowTcpForwarding, PermitOpen,"
                    + " or the options of the key in authorized_keys).");
        }
        if (!has("open failed")) {
            return Optional.empty();
        }
        if (has("connection refused")) {
            return Optional.of("ssh reaches " + target + ", but nothing listens at " + server
                    + " as seen from there: is" + " MySQL running, and are -h and -P what that machine would use?");
        }
        if (has("name or service not known") || has("name resolution") || has("unknown host")) {
            return Optional.of(
                    "ssh reaches " + target + ", but that machine knows no host of this name: " + server + ".");
        }
        return Optional.of("ssh reaches " + target + ", but that machine does not reach " + server + said());
    }

    /** The last thing that ssh said, in brackets and with a full stop, or only a full stop. */
    String said() {
        for (int number = lines.size() - 1; number >= 0; number--) {
            String line = lines.get(number).strip();
            if (!line.isEmpty() && !line.startsWith("@")) {
                return " (ssh said: " + (line.endsWith(".") ? line.substring(0, line.length() - 1) : line) + ").";
            }
        }
        return ".";
    }

    private String tryIt() {
        return "Try it by itself: " + target.command();
    }

    private String knownName() {
        return target.port()
                .filter(port -> port != 22)
                .map(port -> "'[" + target.host() + "]:" + port + "'")
                .orElse(target.host());
    }

    private boolean has(String words) {
        return text.contains(words);
    }

    private static TunnelException failed(String sentence, boolean mayPass) {
        return new TunnelException(new SafecsvException(ExitCode.FAILED, sentence + NOTHING), mayPass);
    }
}
