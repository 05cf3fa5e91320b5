package safecsv.mysql.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Expected values: what MySQL's my_print_defaults prints for the same files (see option-files/README.md). */
class OptionFilesTest {
    private static final Path CORPUS = Path.of("src/test/resources/safecsv/mysql/settings/option-files");

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void the_folder_is_home() {
        variables.put("HOME", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups",
                "includes",
                "latin1-blanks-and-carriage-returns",
                "missing-include",
                "quotes-and-comments",
                "quoting-and-escapes",
                "recursion"
            })
    void reads_what_the_mysql_client_reads(String name) throws IOException {
        copyPrivately(CORPUS.resolve(name));

        assertEquals(
                Files.readString(CORPUS.resolve(name).resolve("my_print_defaults-9.7.4.expected")),
                printed(OptionFiles.read(withDefaultsFile(folder.resolve("my.cnf")), environment())));
    }

    @ParameterizedTest
    @CsvSource({
        "usual,,,,",
        "mysql-home-and-extra-file,,extra.cnf,,",
        "defaults-file,only.cnf,,,",
        "no-defaults,,,,",
        "group-suffix,,,S,",
        "group-suffix-of-environment,,,,",
        "login-path,,,,prod",
        "login-path-and-group-suffix,,,_s,prod"
    })
    void searches_where_the_mysql_client_searches(
            String name, String defaultsFile, String extraFile, String suffix, String loginPath) throws IOException {
        copyPrivately(CORPUS.resolve("search-order"));
        variables.put("HOME", folder.resolve("home").toString());
        if (name.startsWith("mysql-home")) {
            variables.put("MYSQL_HOME", folder.resolve("mysql-home").toString());
        }
        if (name.endsWith("of-environment")) {
            variables.put("MYSQL_GROUP_SUFFIX", "S");
        }
        OptionFileSelection selection = new OptionFileSelection(
                Optional.ofNullable(defaultsFile).map(folder::resolve),
                Optional.ofNullable(extraFile).map(folder::resolve),
                Optional.ofNullable(suffix),
                name.equals("no-defaults"),
                Optional.ofNullable(loginPath));

        assertEquals(
                Files.readString(CORPUS.resolve("search-order").resolve(name + ".expected")),
                printed(OptionFiles.read(selection, environment())));
    }

    @Test
    void files_that_include_each_other_end_with_a_warning() throws IOException {
        copyPrivately(CORPUS.resolve("recursion"));

        OptionFiles.read(withDefaultsFile(folder.resolve("my.cnf")), environment());

        assertEquals(
                List.of(folder + "/my.cnf, line 3: not included, because files include each other more than 10 levels"
                        + " deep."),
                warnings);
    }

    @Test
    void a_file_that_everybody_can_write_to_is_ignored_with_a_warning() throws IOException {
        Path file = Files.writeString(folder.resolve(".my.cnf"), "[client]\nuser=mallory\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertEquals(List.of(), OptionFiles.read(OptionFileSelection.usual(), environment()));
        assertEquals(List.of("The option file " + file + " is ignored because everybody can write to it."), warnings);
    }

    @Test
    void a_login_file_that_others_can_read_is_ignored_with_a_warning() throws IOException {
        Path file = Files.copy(CORPUS.resolve("search-order/home/.mylogin.cnf"), folder.resolve(".mylogin.cnf"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertEquals(List.of(), OptionFiles.read(OptionFileSelection.usual(), environment()));
        assertTrue(warnings.get(0).contains("is not private to its owner"), warnings.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 23, 26, 99})
    void a_login_file_that_was_cut_is_an_error(int length) throws IOException {
        byte[] whole = Files.readAllBytes(CORPUS.resolve("search-order/home/.mylogin.cnf"));
        Path file = Files.write(folder.resolve("login"), java.util.Arrays.copyOf(whole, length));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        variables.put("MYSQL_TEST_LOGIN_FILE", file.toString());

        SafecsvException error = assertThrows(
                SafecsvException.class, () -> OptionFiles.read(OptionFileSelection.usual(), environment()));
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertEquals(
                "The login file " + file + " is damaged; write it again with mysql_config_editor.", error.getMessage());
    }

    @Test
    void a_named_file_that_does_not_exist_is_an_error() {
        Path missing = folder.resolve("nope.cnf");

        SafecsvException error =
                assertThrows(SafecsvException.class, () -> OptionFiles.read(withDefaultsFile(missing), environment()));
        assertEquals(ExitCode.USAGE, error.exitCode());
        assertEquals("The option file " + missing + " does not exist. Nothing was connected to.", error.getMessage());
    }

    @Test
    void a_directory_in_the_place_of_a_named_file_is_an_error() {
        for (Path directory : List.of(folder, Path.of(""))) {
            SafecsvException error = assertThrows(
                    SafecsvException.class, () -> OptionFiles.read(withDefaultsFile(directory), environment()));
            assertEquals(ExitCode.USAGE, error.exitCode());
        }
    }

    @Test
    void a_login_path_that_does_not_exist_is_warned_of() throws IOException {
        Path file = Files.copy(CORPUS.resolve("search-order/home/.mylogin.cnf"), folder.resolve(".mylogin.cnf"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        variables.put("MYSQL_TEST_LOGIN_FILE", file.toString());
        OptionFiles.read(
                new OptionFileSelection(
                        Optional.empty(), Optional.empty(), Optional.empty(), true, Optional.of("nope")),
                environment());
        assertEquals(
                List.of("There is no login path nope in the login file; what it would say is taken from elsewhere."),
                warnings);
    }

    private OptionFileSelection withDefaultsFile(Path file) {
        return new OptionFileSelection(Optional.of(file), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    private ClientEnvironment environment() {
        return new ClientEnvironment(variables, "tester", folder, question -> Optional.empty(), warnings::add);
    }

    private static String printed(List<OptionFileEntry> entries) {
        return entries.stream()
                .map(entry -> "--" + entry.name()
                        + entry.value().map(value -> "=" + value).orElse("") + "\n")
                .collect(Collectors.joining());
    }

    /** Permissions matter to what is tested, and a checkout does not keep them. */
    private void copyPrivately(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            }
        }
        Path main = folder.resolve("my.cnf");
        if (Files.exists(main)) {
            byte[] text = new String(Files.readAllBytes(main), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace("@HERE@", folder.toString())
                    .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            Files.write(main, text);
        }
    }
}
