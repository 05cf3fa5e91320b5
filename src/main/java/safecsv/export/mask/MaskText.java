package safecsv.export.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Masks as text: {@code email=hash, tel=partial}; a name with a comma or an equals sign stands in backquotes. */
final class MaskText {
    private static final Pattern ONE =
            Pattern.compile("\\s*(?:`((?:[^`]|``)+)`|([^`,=\\s](?:[^,=]*[^,=\\s])?))\\s*=\\s*([A-Za-z-]+)\\s*(,|$)");

    private MaskText() {}

    /**
     * Reads one or several.
     *
     * @param where for messages: "--mask" or where in the query
     * @throws SafecsvException usage
     */
    static List<Mask> parse(String text, String where) {
        List<Mask> masks = new ArrayList<>();
        Matcher matcher = ONE.matcher(text);
        int at = 0;
        boolean more = true;
        while (at < text.length() || more) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "%s needs COLUMN=KIND, several with commas between, not '%s'. Kinds: %s. Nothing was written."
                                .formatted(where, text, MaskKind.names()));
            }
            String column = matcher.group(1) == null
                    ? matcher.group(2)
                    : matcher.group(1).replace("``", "`");
            String kind = matcher.group(3);
            masks.add(new Mask(column, MaskKind.named(kind).orElseThrow(() -> unknown(kind, where))));
            at = matcher.end();
            more = !matcher.group(4).isEmpty();
        }
        return masks;
    }

    private static SafecsvException unknown(String kind, String where) {
        return new SafecsvException(
                ExitCode.USAGE,
                "%s: there is no mask '%s'. There are %s. Nothing was written."
                        .formatted(where, kind, MaskKind.names()));
    }
}
