package safecsv.mysql.settings;

import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * One option in an option file.
 *
 * @param place file and line, for messages
 * @param group the group it stands in, without brackets
 * @param name as written, without dashes in front
 * @param value unquoted and unescaped; absent where there is no {@code =}
 */
record OptionFileEntry(String place, String group, String name, Optional<String> value) {
    private static final String LOOSE = "loose-";

    /** The name in its one spelling: {@code -} for {@code _}, and without {@code loose-}. */
    String canonicalName() {
        String dashed = name.replace('_', '-');
        return dashed.startsWith(LOOSE) ? dashed.substring(LOOSE.length()) : dashed;
    }

    /** True if the writer allows that a program does not know this option. */
    boolean isLoose() {
        return name.replace('_', '-').startsWith(LOOSE);
    }

    /** @throws SafecsvException if the option has no value */
    String requiredValue() {
        return value.orElseThrow(() -> wrong("the option '" + name + "' needs a value"));
    }

    SafecsvException wrong(String what) {
        return new SafecsvException(ExitCode.USAGE, place + ": " + what + ". Nothing was connected to.");
    }

    /** Never the value: it may be a password. */
    @Override
    public String toString() {
        return place + ": [" + group + "] " + name;
    }
}
