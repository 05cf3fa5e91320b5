package safecsv.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The arguments' bytes as the process was given them. Java turns those that are no text in the locale's encoding into U+FFFD,
 * so that a file would get another name, and a condition or parameter another value.
 */
final class ArgumentBytes {
    private static final char LOST = '\uFFFD';

    private ArgumentBytes() {}

    /** What to say where one of this process's arguments is not what was given; empty where all are. */
    static Optional<String> lost(String... arguments) {
        boolean any = Arrays.stream(arguments).anyMatch(argument -> argument.indexOf(LOST) >= 0);
        return any ? lost(commandLine(), arguments) : Optional.empty();
    }

    /** What Linux says that the process was started with. */
    private static List<ByteBuffer> commandLine() {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/self/cmdline"));
            List<ByteBuffer> words = new ArrayList<>();
            int start = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == 0) {
                    words.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, at)));
                    start = at + 1;
                }
            }
            return words;
        } catch (IOException e) {
            return List.of(); // another system
        }
    }

    /**
     * As {@link #lost(String...)}.
     *
     * @param words all that the process was started with, the arguments last; empty where the system does not say
     */
    static Optional<String> lost(List<ByteBuffer> words, String... arguments) {
        for (int index = 0; index < arguments.length; index++) {
            if (arguments[index].indexOf(LOST) >= 0 && !given(words, arguments, index)) {
                return Optional.of(
                        "The argument '%s' holds bytes that are no text in this locale (%s), so they would be lost: a file would get another name, a condition another meaning. Nothing was done. Write it in UTF-8, and set LC_ALL=C.UTF-8 where the locale is another."
                                .formatted(arguments[index], System.getProperty("sun.jnu.encoding")));
            }
        }
        return Optional.empty();
    }

    /** Whether the character itself was given, as in a search for broken texts. */
    private static boolean given(List<ByteBuffer> words, String[] arguments, int index) {
        int place = words.size() - arguments.length + index;
        return place >= 0
                && words.get(place).equals(ByteBuffer.wrap(arguments[index].getBytes(StandardCharsets.UTF_8)));
    }
}
