package safecsv.schedule.install;

import java.nio.file.Path;

/** A path as a word of a shell's command. */
final class ShellWord {
    private ShellWord() {}

    static String of(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./@+:-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
