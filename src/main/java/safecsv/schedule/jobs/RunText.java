package safecsv.schedule.jobs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of a command with facts of the run in braces: <code>{file}</code>. Other braces stand for themselves. */
public final class RunText {
    /** The facts there are. */
    public static final List<String> NAMES =
            List.of("job", "result", "due", "file", "sha256", "rows", "bytes", "error", "attempts");

    private static final Pattern NAME = Pattern.compile("\\{([a-z0-9]+)}");

    private RunText() {}

    static void check(String text) {
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            if (!NAMES.contains(matcher.group(1))) {
                throw new IllegalArgumentException("there is no {%s} here; there are {%s}"
                        .formatted(matcher.group(1), String.join("}, {", NAMES)));
            }
        }
    }

    /** The word of one run; what the run does not have (the file of a failed one) is empty. */
    public static String fill(String text, Map<String, String> facts) {
        return NAME.matcher(text).replaceAll(match -> Matcher.quoteReplacement(facts.getOrDefault(match.group(1), "")));
    }
}
