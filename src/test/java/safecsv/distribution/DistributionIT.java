package safecsv.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-server")
class DistributionIT {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    @TempDir
    Path temporary;

    @Test
    void every_library_is_a_jar_of_its_own() throws Exception {
        List<String> jars = Distribution.files(Launch.HOME.resolve("lib")).stream()
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.replaceAll("-\\d.*", ""))
                .toList();
        assertEquals(
                List.of(
                        "HikariCP",
                        "commons-codec",
                        "commons-csv",
                        "commons-io",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jackson-dataformat-yaml",
                        "mysql-connector-j",
                        "picocli",
                        "safecsv.jar",
                        "slf4j-api",
                        "slf4j-nop",
                        "snakeyaml",
                        "zstd-jni"),
                jars);
    }

    @Test
    void the_archives_hold_the_folder_without_what_fits_this_machine_alone() throws Exception {
        List<String> expected = Distribution.files(Launch.HOME).stream()
                .filter(name -> !name.startsWith("lib/safecsv.jsa"))
                .toList();
        try (ZipFile zip = new ZipFile(archive(".zip").toFile())) {
            assertEquals(
                    expected,
                    zip.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(ZipEntry::getName)
                            .map(name -> name.substring(name.indexOf('/') + 1))
                            .sorted()
                            .toList());
        }
        assertEquals(expected, Distribution.files(unpackedTar()));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/safecsv is for POSIX shells")
    void the_unpacked_tar_runs() throws Exception {
        Path launcher = unpackedTar().resolve("bin/safecsv");
        assertTrue(Files.isExecutable(launcher));
        Launch.Ended ended = Launch.of(launcher, "--version").run();
        assertEquals(0, ended.exit(), ended::toString);
        assertEquals("", ended.err());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/safecsv is for POSIX shells")
    void each_command_has_a_man_page_with_its_options() throws Exception {
        Path pages = Launch.HOME.resolve("man/man1");
        assertEquals(
                List.of(
                        "safecsv-apply.1",
                        "safecsv-diff.1",
                        "safecsv-doctor.1",
                        "safecsv-export.1",
                        "safecsv-schedule-daemon.1",
                        "safecsv-schedule-install.1",
                        "safecsv-schedule-list.1",
                        "safecsv-schedule-run.1",
                        "safecsv-schedule-status.1",
                        "safecsv-schedule.1",
                        "safecsv-show.1",
                        "safecsv-undo.1",
                        "safecsv.1"),
                Distribution.files(pages));
        for (String name : Distribution.files(pages)) {
            String page = Files.readString(pages.resolve(name)).replace("\\-", "-");
            List<String> command =
                    new ArrayList<>(List.of(Launch.HOME.resolve("bin/safecsv").toString()));
            command.addAll(Stream.of(name.replace(".1", "").split("-")).skip(1).toList());
            command.add("--help");
            Launch.Ended help = Launch.of(
                            Path.of(command.get(0)), command.stream().skip(1).toArray(String[]::new))
                    .run();
            assertEquals(0, help.exit(), help::toString);
            Set<String> options = new TreeSet<>();
            Matcher option = OPTION.matcher(help.out());
            while (option.find()) {
                options.add(option.group());
            }
            assertTrue(options.contains("--help") || name.equals("safecsv.1"), options::toString);
            String synopsis = page.substring(page.indexOf("SYNOPSIS"), page.indexOf("DESCRIPTION"));
            String list = page.substring(page.indexOf("DESCRIPTION"));
            options.forEach(text -> assertTrue(list.contains(text), () -> text + " is not in " + name));
            // The page of all commands shows an option in its first steps, and takes none.
            boolean takesTables = options.contains("--table") && !name.equals("safecsv.1");
            assertTrue(!takesTables || synopsis.contains("--table"), () -> synopsis + " misses --table");
            assertFalse(page.contains(" _"), () -> name + " shows a mark of its source");
            assertFalse(page.contains("-*"), () -> name + " shows the stars of its source");
        }
    }

    private Path unpackedTar() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.of(
                        Path.of("tar"), "-xzf", archive(".tar.gz").toString(), "-C", temporary.toString())
                .run();
        assertEquals(0, ended.exit(), ended::toString);
        try (var folders = Files.list(temporary)) {
            return folders.findFirst().orElseThrow();
        }
    }

    private static Path archive(String ending) throws IOException {
        try (var files = Files.list(Launch.HOME.resolveSibling("."))) {
            return files.filter(file -> file.getFileName().toString().startsWith("safecsv-")
                            && file.getFileName().toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
