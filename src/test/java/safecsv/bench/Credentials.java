package safecsv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The password in the two forms that the measured programs read, so that it shows in no argument list: a plain file,
 * and an option file of the mysql client. Both are readable by their owner alone and gone after the run.
 */
record Credentials(Path passwordFile, Path optionFile) implements AutoCloseable {
    static Credentials write(String password, Path directory) throws IOException {
        Path passwordFile = privateFile(directory, "password", password);
        String escaped = password.replace("\\", "\\\\").replace("\"", "\\\"");
        Path optionFile = privateFile(directory, "client.cnf", "[client]\npassword=\"" + escaped + "\"\n");
        return new Credentials(passwordFile, optionFile);
    }

    private static Path privateFile(Path directory, String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // Also when the run is interrupted.
        file.toFile().deleteOnExit();
        return Files.writeString(file, content);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(passwordFile);
        Files.deleteIfExists(optionFile);
    }
}
