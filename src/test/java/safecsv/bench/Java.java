package safecsv.bench;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;

/** The JVM that the benchmark runs on, which its children run on too. */
final class Java {
    private Java() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The jar or folder of a class, as an element of a class path. */
    static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Path.of(URI.create(source.getLocation().toString())).toString();
    }
}
