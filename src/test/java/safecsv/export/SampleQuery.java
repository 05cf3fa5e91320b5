package safecsv.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of {@code sample-queries/} and what its header promises. */
record SampleQuery(String name, String text, Map<String, String> header) {
    private static final Pattern FIELD = Pattern.compile("-- (\\w+):\\s+(.*)");
    private static final Pattern MORE = Pattern.compile("--\\s+(.*)");

    static SampleQuery read(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, String> header = new TreeMap<>();
        String last = null;
        for (String line : text.lines().takeWhile(line -> line.startsWith("--")).toList()) {
            Matcher field = FIELD.matcher(line);
            Matcher more = MORE.matcher(line);
            if (field.matches()) {
                last = field.group(1);
                header.put(last, field.group(2));
            } else if (more.matches() && last != null) {
                header.merge(last, more.group(1), (before, after) -> before + " " + after);
            }
        }
        return new SampleQuery(file.getFileName().toString(), text, header);
    }

    static List<SampleQuery> all() throws IOException {
        List<SampleQuery> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("sample-queries"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                queries.add(read(file));
            }
        }
        return queries;
    }

    /** The names before the explanations in brackets. */
    List<String> columns() {
        return Stream.of(header.get("Columns").replaceAll("\\([^()]*\\)", "").split(",", -1))
                .map(String::strip)
                .toList();
    }

    /** The parameters' names. */
    List<String> parameters() {
        String text = header.get("Parameters");
        return text.equals("none")
                ? List.of()
                : Stream.of(text.split(";", -1))
                        .map(part -> part.strip().replaceFirst(":.*", ""))
                        .toList();
    }

    /** The columns that the header masks, by name. */
    Map<String, String> masks() {
        Map<String, String> masks = new TreeMap<>();
        Stream.of(header.getOrDefault("Mask", "").split(",", -1))
                .filter(part -> !part.isBlank())
                .forEach(part -> masks.put(
                        part.replaceFirst("=.*", "").strip(),
                        part.replaceFirst(".*=", "").strip()));
        return masks;
    }

    @Override
    public String toString() {
        return name;
    }
}
