package safecsv.export.mask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/** The key of the mask {@code hash}. Never shown. */
public final class MaskKey {
    /** How to get one, for messages. */
    static final String HOW_TO_MAKE = "Make a key with: (umask 077; head -c 32 /dev/urandom | base64 > mask.key)";

    /** As many bytes as the digest of SHA-256 has; RFC 2104, section 3, discourages fewer. */
    private static final int SHORTEST = 32;

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final SecretKeySpec key;

    private MaskKey(byte[] bytes) {
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * Reads a key file: its bytes without line breaks and blanks at the end. Its permissions are checked and not changed.
     *
     * @throws SafecsvException usage (2) where it can't be read or is too short; refused (4) where everybody can read it
     *     or others can change it. Its group may read it: that is how Kubernetes hands secrets over.
     */
    public static MaskKey read(Path file) {
        try {
            checkPermissions(file);
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] >= 0 && bytes[end - 1] <= ' ') {
                end--;
            }
            if (end < SHORTEST) {
                throw new SafecsvException(
                        ExitCode.USAGE,
                        "The key in %s is too short: %d bytes, and it takes %d. %s"
                                .formatted(file, end, SHORTEST, HOW_TO_MAKE));
            }
            return new MaskKey(Arrays.copyOf(bytes, end));
        } catch (NoSuchFileException e) {
            throw new SafecsvException(ExitCode.USAGE, "There is no key file %s. %s".formatted(file, HOW_TO_MAKE), e);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "Can't read the key file %s: %s.".formatted(file, IoReason.of(e)), e);
        }
    }

    private static void checkPermissions(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.isRegularFile(file)) {
            return;
        }
        if (view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: others can read or change the key file %s, and who has the key can find out what was hashed. chmod 600 keeps it to you. Nothing was written."
                            .formatted(file));
        }
    }

    /** One for each thread. */
    Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "****";
    }
}
