package safecsv.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, which every Java platform has. Not thread-safe. */
public final class Sha256 {
    private final MessageDigest digest;

    /** A digest over nothing yet. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds bytes. */
    public void update(byte[] bytes, int start, int length) {
        digest.update(bytes, start, length);
    }

    /** The digest of a file's bytes. */
    public static String of(Path file) throws IOException {
        Sha256 sha256 = new Sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                sha256.update(buffer, 0, length);
            }
        }
        return sha256.hex();
    }

    /** The digest of what came so far, in lower-case hexadecimal; more may be added to it. */
    public String hexSoFar() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the Java platform's own SHA-256 can be copied", e);
        }
    }

    /** The digest in lower-case hexadecimal; it starts anew after this. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
