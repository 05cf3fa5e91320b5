package safecsv.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Runs exports of the built distribution against a {@link StandInServer}, notes every class that they load in {@code
 * lib/safecsv.classlist}, and has the launcher make the class-data archive from the list. Argument: the distribution's
 * folder. Where it fails the distribution is complete all the same and only starts slower, so the process says why in one
 * line and ends with 0.
 */
final class ClassListTraining {
    private static final String KEY_PASSWORD = "training";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private final Path home;
    private final Path work;

    private ClassListTraining(Path home, Path work) {
        this.home = home;
        this.work = work;
    }

    /**
     * Trains, or says in one line why not.
     *
     * @param arguments the distribution's folder, and a folder to work in that is made where it is missing
     */
    public static void main(String[] arguments) throws InterruptedException {
        // What MySQL's OpenSSL agrees on with Java; Java's own first choice would load other classes.
        System.setProperty("jdk.tls.namedGroups", "secp256r1");
        try {
            Path work = Files.createDirectories(Path.of(arguments[1]));
            new ClassListTraining(Path.of(arguments[0]), work).run();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            System.err.println("no class-data archive, safecsv will start slower: " + e.getMessage());
        }
    }

    private void run() throws IOException, GeneralSecurityException, InterruptedException {
        List<String> classes;
        try (StandInServer server = new StandInServer(selfSigned())) {
            List<String> arguments = List.of("-h127.0.0.1", "-P" + server.port(), "-utraining", "-Dshop");
            classes = merged(
                    classesOfAnExport("--no-defaults", arguments, List.of("-e", "SELECT id, name FROM orders")),
                    classesOfAnExport(
                            "--defaults-file=" + optionFile(server.port()),
                            List.of("-Dshop", "--force"),
                            List.of("--table", StandInServer.SLOW_TABLE)));
        }
        // Sorted, so that two builds of one commit make the same archives (tar.gz, zip) byte for byte.
        Files.write(home.resolve("lib/safecsv.classlist"), classes);
        Files.writeString(home.resolve("lib/fingerprint"), fingerprint() + "\n");
        run(List.of("sh", home.resolve("bin/safecsv").toString()), Map.of("SAFECSV_ARCHIVE", "make"));
    }

    private Path optionFile(int port) throws IOException {
        Path file = work.resolve("my.cnf");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file, "[client]\nuser=training\npassword=training\nhost=127.0.0.1\nport=" + port + "\n");
    }

    /** Every line as many times as the list that has it most often: lambdas of one shape are lines alike. */
    private static List<String> merged(List<String> one, List<String> other) {
        List<String> missing = new ArrayList<>(other);
        one.forEach(missing::remove);
        missing.addAll(one);
        missing.sort(null);
        return missing;
    }

    private List<String> classesOfAnExport(String defaults, List<String> server, List<String> source)
            throws IOException, InterruptedException {
        Path list = work.resolve("classes.txt");
        Path csv = work.resolve("training.csv");
        Files.deleteIfExists(csv);
        List<String> command = new ArrayList<>(List.of(
                JAVA.resolve("java").toString(),
                "-Xshare:off",
                "-XX:+UseSerialGC",
                "-XX:DumpLoadedClassList=" + list,
                "-cp",
                home.resolve("lib/safecsv.jar").toString(),
                "safecsv.cli.Main",
                "export",
                defaults,
                "-o" + csv));
        command.addAll(server);
        command.addAll(source);
        run(command, Map.of("MYSQL_PWD", "training"));
        if (Files.readAllLines(csv, UTF_8).size() < Answer.ROWS) {
            throw new IllegalStateException("the training export wrote too few rows to " + csv);
        }
        return Files.readAllLines(list, UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /**
     * Of all jars. The jars of every build bear one time and can be of one size, by which alone Java would take an archive
     * of older ones for theirs.
     */
    private String fingerprint() throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                digest.update(Files.readAllBytes(jar));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A key of the kind that a MySQL server makes for itself, so that the handshake loads the same classes. */
    private SSLSocketFactory selfSigned() throws IOException, GeneralSecurityException, InterruptedException {
        Path keys = work.resolve("server.p12");
        Files.deleteIfExists(keys);
        run(
                List.of(
                        JAVA.resolve("keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=stand-in",
                        "-ext",
                        "bc=ca:false",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        KEY_PASSWORD),
                Map.of());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(keys)) {
            store.load(input, KEY_PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, KEY_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }

    private void run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path log = work.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SAFECSV_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command.get(0) + " did not end within 60 s, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + process.exitValue() + ", see " + log);
        }
    }
}
