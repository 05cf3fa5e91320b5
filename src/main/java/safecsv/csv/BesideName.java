package safecsv.csv;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names of files that are made beside a target, to become it later: hidden, random, and never too long. */
public final class BesideName {
    private BesideName() {}

    /**
     * A new path {@code .NAME.XXXXXXXX} with the suffix, in the target's directory.
     *
     * @param longest how many UTF-8 bytes of the target's name are kept at most; most file systems allow names of 255
     */
    public static Path of(Path target, int longest, String suffix) {
        String name = target.getFileName().toString();
        while (name.getBytes(StandardCharsets.UTF_8).length > longest) {
            name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
        }
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return target.resolveSibling("." + name + "." + random + suffix);
    }
}
