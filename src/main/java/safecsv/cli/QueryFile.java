package safecsv.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;

/** Reads the text of {@code --query-file}. */
final class QueryFile {
    private QueryFile() {}

    /**
     * @param name a path, or {@code -} for standard input
     * @throws SafecsvException code 2 where it can't be read or is not UTF-8
     */
    static String read(String name, InputStream standardInput) {
        if (name.isEmpty()) {
            throw new SafecsvException(ExitCode.USAGE, "--query-file needs a file's name, or - for standard input.");
        }
        String where = name.equals("-") ? "standard input" : name;
        try {
            byte[] bytes = name.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(name));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new SafecsvException(ExitCode.USAGE, "There is no query file %s.".formatted(where), e);
        } catch (CharacterCodingException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "The query in %s is not UTF-8. Save it as UTF-8.".formatted(where), e);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.USAGE, "Can't read the query in %s: %s.".formatted(where, IoReason.of(e)), e);
        }
    }
}
