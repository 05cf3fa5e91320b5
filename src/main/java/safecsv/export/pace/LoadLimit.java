package safecsv.export.pace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The largest value of one of the server's status variables.
 *
 * @param variable its name, in any case
 * @param most not exceeded
 */
public record LoadLimit(String variable, long most) {
    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(\\d{1,18})\\s*");

    /**
     * Reads {@code Threads_running=50}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static LoadLimit parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a limit of load. Write it as Threads_running=50, several with commas between."
                            .formatted(text));
        }
        return new LoadLimit(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
}
