package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Names with commas between; one with a comma in it stands in backquotes. */
final class NameList {
    private static final Pattern NAME = Pattern.compile("(?:`(?:[^`]|``)*`|[^,`])*");

    private NameList() {}

    /**
     * The names of all values of an option, as they are written.
     *
     * @throws ParameterException where one is empty
     */
    static List<String> split(CommandLine line, String option, List<String> values) {
        List<String> names = new ArrayList<>();
        for (String value : values) {
            Matcher name = NAME.matcher(value);
            int at = 0;
            while (at <= value.length()
                    && name.find(at)
                    && name.start() == at
                    && !name.group().isBlank()) {
                names.add(name.group().strip());
                at = name.end() + 1;
            }
            if (at != value.length() + 1) {
                throw new ParameterException(
                        line,
                        "%s has an empty name, or a backquote without its other one: '%s'. Names have commas between; one with a comma stands in backquotes."
                                .formatted(option, value));
            }
        }
        return names;
    }

    /** A name without its backquotes, where it has them. */
    static String plain(String name) {
        return name.length() > 2 && name.startsWith("`") && name.endsWith("`")
                ? name.substring(1, name.length() - 1).replace("``", "`")
                : name;
    }
}
