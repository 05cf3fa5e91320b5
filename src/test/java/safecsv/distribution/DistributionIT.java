package safecsv.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-server")
class DistributionIT {
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
                        "cron-utils",
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
