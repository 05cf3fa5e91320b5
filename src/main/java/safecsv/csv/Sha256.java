package safecsv.csv;

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

    /** The digest in lower-case hexadecimal; it starts anew after this. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
