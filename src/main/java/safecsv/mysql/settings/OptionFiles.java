package safecsv.mysql.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Finds and reads the option files that the mysql client would read, in its order: {@code /etc/my.cnf},
 * {@code /etc/mysql/my.cnf}, {@code $MYSQL_HOME/my.cnf}, {@code --defaults-extra-file}, {@code ~/.my.cnf}, then the
 * login file, which is read whatever {@code --no-defaults} and {@code --defaults-file} say. Groups are {@code [client]}
 * and {@code [safecsv]} (in any letter case), each also with the group suffix, and in the login file the login path.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/en/option-files.html">MySQL manual: Using Option Files</a>
 */
final class OptionFiles {
    /** The group of options for this program alone, in which a misspelt one is an error. */
    static final String OWN_GROUP = "safecsv";

    private final OptionFileSelection selection;
    private final ClientEnvironment environment;
    private final Optional<String> suffix;
    private final List<OptionFileEntry> result = new ArrayList<>();

    private OptionFiles(OptionFileSelection selection, ClientEnvironment environment) {
        this.selection = selection;
        this.environment = environment;
        this.suffix = selection.groupSuffix().or(() -> environment.variable("MYSQL_GROUP_SUFFIX"));
    }

    /**
     * The options that apply, in the order of reading: the last one of a name wins.
     *
     * @throws SafecsvException code 2 for a named file that can't be read, and for what is wrong in any of them
     */
    static List<OptionFileEntry> read(OptionFileSelection selection, ClientEnvironment environment) {
        OptionFiles files = new OptionFiles(selection, environment);
        files.readOptionFiles();
        files.readLoginFile();
        selection.loginPath().ifPresent(files::warnOfMissingLoginPath);
        return List.copyOf(files.result);
    }

    private void readOptionFiles() {
        OptionFileParser parser = parser(groups());
        if (selection.defaultsFile().isPresent()) {
            readRequired(parser, selection.defaultsFile().get());
        } else if (!selection.noDefaults()) {
            readUsual(parser, environment.root().resolve("etc/my.cnf"));
            readUsual(parser, environment.root().resolve("etc/mysql/my.cnf"));
            environment.variable("MYSQL_HOME").ifPresent(home -> readUsual(parser, Path.of(home, "my.cnf")));
            selection.defaultsExtraFile().ifPresent(file -> readRequired(parser, file));
            environment.home().ifPresent(home -> readUsual(parser, home.resolve(".my.cnf")));
        }
    }

    private void readUsual(OptionFileParser parser, Path file) {
        if (!parser.readFile(file) && Files.exists(file)) {
            environment.warn("The option file " + file + " is ignored because it can't be read.");
        }
    }

    private void readRequired(OptionFileParser parser, Path file) {
        if (Files.isDirectory(environment.path(file.toString()))) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The option file '" + file + "' is a directory. Name a file. Nothing was connected to.");
        }
        if (!parser.readFile(environment.path(file.toString()))) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The option file " + file
                            + (Files.exists(file) ? " can't be read." : " does not exist.")
                            + " Nothing was connected to.");
        }
    }

    private void readLoginFile() {
        Path file = LoginFile.location(environment).orElse(null);
        if (file == null || !Files.isRegularFile(file)) {
            return;
        }
        if (!OptionFilePermissions.isPrivate(file)) {
            environment.warn("The login file " + file
                    + " is ignored because it is not private to its owner: chmod 600 makes it so.");
            return;
        }
        List<String> groups = new ArrayList<>(groups());
        selection.loginPath().ifPresent(path -> {
            groups.add(path);
            suffix.ifPresent(ending -> groups.add(path + ending));
        });
        parser(groups).readLines(file.toString(), LoginFile.decrypt(file));
    }

    /** As for the mysql client it is no error; but a typo there would log in as somebody else. */
    private void warnOfMissingLoginPath(String path) {
        boolean known = result.stream()
                .map(OptionFileEntry::group)
                .anyMatch(group -> group.equalsIgnoreCase(path) || group.equalsIgnoreCase(path + suffix.orElse("")));
        if (!known) {
            environment.warn("There is no login path " + path
                    + " in the login file; what it would say is taken from elsewhere.");
        }
    }

    private List<String> groups() {
        List<String> groups = new ArrayList<>(List.of("client", OWN_GROUP));
        suffix.ifPresent(ending -> groups.addAll(List.of("client" + ending, OWN_GROUP + ending)));
        return groups;
    }

    private OptionFileParser parser(List<String> groups) {
        TreeSet<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(groups);
        return new OptionFileParser(environment, entry -> {
            if (wanted.contains(entry.group())) {
                result.add(entry);
            }
        });
    }
}
