package safecsv.mysql.settings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * The file of login paths that {@code mysql_config_editor} writes: an option file, obfuscated (its key is in it).
 * Format, observed with MySQL 9.7: 4 unused bytes; 20 key bytes, folded by exclusive or into an AES-128 key; then lines,
 * each a little-endian int32 length and that many bytes of AES-128-ECB with PKCS#5 padding.
 */
final class LoginFile {
    private static final int UNUSED_BYTES = 4;
    private static final int KEY_BYTES = 20;
    private static final int AES_KEY_BYTES = 16;

    private LoginFile() {}

    /** Where the mysql client looks: {@code ~/.mylogin.cnf}, unless {@code MYSQL_TEST_LOGIN_FILE} names another. */
    static Optional<Path> location(ClientEnvironment environment) {
        return environment
                .variable("MYSQL_TEST_LOGIN_FILE")
                .map(Path::of)
                .or(() -> environment.home().map(home -> home.resolve(".mylogin.cnf")));
    }

    /**
     * The plain text of the file: lines of an option file.
     *
     * @throws SafecsvException code 2 if it can't be read or is damaged; half of it could name the wrong server
     */
    static byte[] decrypt(Path file) {
        try {
            return decrypt(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new SafecsvException(ExitCode.USAGE, "The login file " + file + " can't be read.", e);
        } catch (GeneralSecurityException e) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "The login file " + file + " is damaged; write it again with mysql_config_editor.",
                    e);
        }
    }

    private static byte[] decrypt(ByteBuffer file) throws GeneralSecurityException {
        if (file.remaining() < UNUSED_BYTES + KEY_BYTES) {
            throw new GeneralSecurityException("shorter than its header");
        }
        file.position(UNUSED_BYTES);
        Cipher cipher = cipher(file);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        while (file.hasRemaining()) {
            if (file.remaining() < Integer.BYTES) {
                throw new GeneralSecurityException("cut inside a length");
            }
            int length = file.getInt();
            if (length < 0 || length > file.remaining()) {
                throw new GeneralSecurityException("cut inside a line");
            }
            byte[] encrypted = new byte[length];
            file.get(encrypted);
            plain.writeBytes(cipher.doFinal(encrypted));
        }
        return plain.toByteArray();
    }

    /** ECB because the file's format is what it is; its key lies beside the text, so nothing is lost by it. */
    @SuppressWarnings("InsecureCryptoUsage")
    private static Cipher cipher(ByteBuffer file) throws GeneralSecurityException {
        byte[] key = new byte[AES_KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            key[i % AES_KEY_BYTES] ^= file.get();
        }
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher;
    }
}
