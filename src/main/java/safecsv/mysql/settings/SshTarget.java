package safecsv.mysql.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * The machine whose ssh server carries the connection. What is absent is left to ssh and its configuration.
 *
 * @param user the user to log in as there
 * @param host a host name, an address, or an alias of ssh's configuration; never anything that ssh would take for an option
 * @param port 1 to 65535
 */
public record SshTarget(Optional<String> user, String host, Optional<Integer> port) {
    private static final Pattern FORM =
            Pattern.compile("(?:([^@]+)@)?(?:\\[([0-9A-Fa-f:.]+)]|([^:@\\[\\]]+))(?::([0-9]{1,5}))?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.+\\\\-]*\\$?");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*|[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,7}");
    private static final int GREATEST_PORT = 65_535;

    /**
     * Reads {@code [user@]host[:port]}; an IPv6 address with a port stands in brackets.
     *
     * @throws SafecsvException code 2 for anything else
     */
    public static SshTarget parse(String text) {
        if (HOST.matcher(text).matches()) {
            return new SshTarget(Optional.empty(), text, Optional.empty());
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(text);
        }
        Optional<String> user = Optional.ofNullable(form.group(1));
        String host = form.group(2) != null ? form.group(2) : form.group(3);
        Optional<Integer> port = Optional.ofNullable(form.group(4)).map(Integer::valueOf);
        boolean fits = HOST.matcher(host).matches()
                && user.map(name -> USER.matcher(name).matches()).orElse(true)
                && port.map(number -> number >= 1 && number <= GREATEST_PORT).orElse(true);
        if (!fits) {
            throw wrong(text);
        }
        return new SshTarget(user, host, port);
    }

    private static SafecsvException wrong(String text) {
        return new SafecsvException(
                ExitCode.USAGE, "--ssh needs [USER@]HOST[:PORT], as in me@bastion.example:22, not '" + text + "'.");
    }

    /** The command that a person would type to get there. */
    public String command() {
        return "ssh " + port.map(number -> "-p " + number + " ").orElse("")
                + user.map(name -> name + "@").orElse("") + host;
    }

    @Override
    public String toString() {
        return user.map(name -> name + "@").orElse("")
                + (host.contains(":") ? "[" + host + "]" : host)
                + port.map(number -> ":" + number).orElse("");
    }
}
