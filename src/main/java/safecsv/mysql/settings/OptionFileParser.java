package safecsv.mysql.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Reads option files as the mysql client 9.7 does, with {@code !include} and {@code !includedir}. Where that program
 * reports an error and goes on without the rest of an included file, this one stops: half of a configuration may name
 * the wrong server.
 */
final class OptionFileParser {
    private static final int DEEPEST_INCLUDE = 10;

    private final ClientEnvironment environment;
    private final Consumer<OptionFileEntry> entries;

    /** @param entries takes every option of every group, in the order of reading */
    OptionFileParser(ClientEnvironment environment, Consumer<OptionFileEntry> entries) {
        this.environment = environment;
        this.entries = entries;
    }

    /**
     * Reads one file and what it includes.
     *
     * @return false if there is no such file, or it may not be read; nothing was reported then
     * @throws SafecsvException code 2, with file and line, for anything that is not an option file
     */
    boolean readFile(Path file) {
        return readFile(file, 0);
    }

    private boolean readFile(Path file, int depth) {
        if (!Files.exists(file)) {
            return false;
        }
        if (OptionFilePermissions.isWorldWritable(file)) {
            environment.warn("The option file " + file + " is ignored because everybody can write to it.");
            return true;
        }
        if (Files.isDirectory(file)) {
            return true;
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            return false;
        }
        readLines(file.toString(), new String(content, StandardCharsets.ISO_8859_1), depth);
        return true;
    }

    /** Reads lines that are already in memory: the plain text of a login file. */
    void readLines(String file, byte[] content) {
        readLines(file, new String(content, StandardCharsets.ISO_8859_1), 0);
    }

    private void readLines(String file, String content, int depth) {
        String group = null;
        int number = 0;
        for (String raw : content.split("\n", -1)) {
            String place = file + ", line " + ++number;
            String line = OptionFileLine.stripLeading(raw);
            if (line.indexOf('\0') >= 0) {
                throw wrong(place, "a NUL byte; an option file is plain text in UTF-8");
            }
            if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
                continue;
            }
            if (line.charAt(0) == '!') {
                directive(place, line, depth);
            } else if (line.charAt(0) == '[') {
                group = groupName(place, line);
            } else {
                option(place, group, line);
            }
        }
    }

    private static String groupName(String place, String line) {
        int end = line.indexOf(']');
        if (end < 0) {
            throw wrong(place, "a group without its closing bracket");
        }
        return text(place, OptionFileLine.stripTrailing(line.substring(1, end)));
    }

    private void option(String place, String group, String line) {
        if (group == null) {
            String hint = line.startsWith("\u00ef\u00bb\u00bf") ? " (the file starts with a byte order mark)" : "";
            throw wrong(place, "an option before the first [group]" + hint);
        }
        OptionFileLine option = OptionFileLine.parse(line);
        Optional<String> value = option.value().map(bytes -> text(place, bytes));
        entries.accept(new OptionFileEntry(place, group, text(place, option.name()), value));
    }

    private void directive(String place, String line, int depth) {
        if (depth >= DEEPEST_INCLUDE) {
            environment.warn(place + ": not included, because files include each other more than " + DEEPEST_INCLUDE
                    + " levels deep.");
            return;
        }
        String command = OptionFileLine.stripTrailing(
                OptionFileLine.withoutComment(OptionFileLine.stripLeading(line.substring(1))));
        int blank = 0;
        while (blank < command.length() && !OptionFileLine.isBlank(command.charAt(blank))) {
            blank++;
        }
        String keyword = command.substring(0, blank);
        if (!keyword.equals("include") && !keyword.equals("includedir")) {
            return; // as the mysql client does; directives of newer versions must not break this one
        }
        String argument = text(place, OptionFileLine.stripLeading(command.substring(blank)));
        if (argument.isEmpty()) {
            throw wrong(place, "!" + keyword + " without a path");
        }
        if (keyword.equals("includedir")) {
            includeDirectory(place, Path.of(argument), depth + 1); // the mysql client knows ~ in !include only
            return;
        }
        Path path = environment.path(argument);
        if (!readFile(path, depth + 1)) {
            environment.warn(place + ": " + path + " can't be read; nothing was included.");
        }
    }

    private void includeDirectory(String place, Path directory, int depth) {
        for (Path file : filesIn(place, directory)) {
            if (file.getFileName().toString().endsWith(".cnf")) {
                readFile(file, depth);
            }
        }
    }

    /** Sorted by the bytes of their names, so that the last word does not depend on the file system. */
    private static List<Path> filesIn(String place, Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted((a, b) -> Arrays.compareUnsigned(nameBytes(a), nameBytes(b)))
                    .toList();
        } catch (IOException e) {
            throw wrong(place, "the directory " + directory + " can't be read");
        }
    }

    private static byte[] nameBytes(Path file) {
        return file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String place, String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(
                    place,
                    "not UTF-8 (in a value that ends with the byte A0, which counts as a blank: put it in quotes)");
        }
    }

    private static SafecsvException wrong(String place, String what) {
        return new SafecsvException(ExitCode.USAGE, place + ": " + what + ". Nothing was connected to.");
    }
}
