package safecsv.schedule.jobs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.mysql.settings.ConnectionRequest;

/** Reads a jobs file as a tree that knows its lines and columns, and collects every mistake in it. */
final class JobsFileReader {
    static final List<String> KEYS = List.of("connection", "state", "defaults", "jobs");

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    private static final List<ZonedDateTime> SAMPLES =
            List.of(ZonedDateTime.parse("2024-02-29T12:34:00Z"), ZonedDateTime.parse("2025-07-14T03:00:00Z"));

    private final Path file;
    private final Path folder;
    private final Mistakes mistakes;

    JobsFileReader(Path file) {
        this.file = file;
        this.folder = file.getParent() == null ? Path.of("/") : file.getParent();
        this.mistakes = new Mistakes(file);
    }

    JobsFile read() {
        YamlMapping root = new YamlMapping(tree(), "the file", mistakes);
        root.allowOnly(KEYS);
        YamlValues values = new YamlValues(root, Optional.empty());
        Optional<ConnectionRequest> connection = values.mapping("connection", ConnectionSection.KEYS)
                .flatMap(section -> new ConnectionSection(section, folder).read());
        if (!root.has("connection")) {
            mistakes.add(root.node(), "'connection' is missing");
        }
        Path state = values.parsed("state", text -> folder.resolve(text).normalize())
                .orElseGet(() -> file.resolveSibling(baseName() + ".state"));
        Optional<YamlMapping> defaults =
                root.has("defaults") ? Optional.of(root.mapping("defaults")) : Optional.empty();
        defaults.ifPresent(mapping -> mapping.allowOnly(JobSection.DEFAULT_KEYS));
        List<Job> jobs = jobs(root, defaults);
        if (!mistakes.isEmpty() || connection.isEmpty()) {
            throw mistakes.exception();
        }
        return new JobsFile(file, state, connection.get(), jobs, changed());
    }

    private List<Job> jobs(YamlMapping root, Optional<YamlMapping> defaults) {
        List<Job> jobs = new ArrayList<>();
        if (!root.has("jobs")) {
            mistakes.add(root.node(), "'jobs' is missing");
            return jobs;
        }
        YamlMapping section = root.mapping("jobs");
        Map<String, String> outputs = new HashMap<>();
        for (String name : section.keys()) {
            if (!name.matches(NAME)) {
                mistakes.add(
                        section.place(name),
                        "a job's name has up to 64 letters, digits, '.', '_' and '-', not '%s'".formatted(name));
            }
            YamlMapping own = section.mapping(name);
            own.allowOnly(JobSection.KEYS);
            Optional<Job> job = new JobSection(name, new YamlValues(own, defaults), folder).read();
            job.ifPresent(read -> {
                String other = outputs.putIfAbsent(samples(read), name);
                if (other != null) {
                    own.mistake("output", "job %s writes the same file".formatted(other));
                }
                jobs.add(read);
            });
        }
        if (section.keys().isEmpty()) {
            section.mistakes().add(section.place("jobs"), "'jobs' has no job");
        }
        return jobs;
    }

    /** The names of its file on two days, whichever way they are written. */
    private static String samples(Job job) {
        return SAMPLES.stream()
                .map(day -> job.output().at(day).normalize().toString())
                .collect(Collectors.joining("\n"));
    }

    private Node tree() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        String text = text();
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                mistakes.add(1, 1, "the file is empty");
                throw mistakes.exception();
            }
            return node;
        } catch (MarkedYAMLException e) {
            mistakes.add(e.getProblemMark(), "this is no YAML: " + e.getProblem() + unquoted(text, e.getProblemMark()));
            throw mistakes.exception();
        } catch (ReaderException e) {
            String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
            mistakes.addAfter(
                    before, "this is no YAML: the character U+%04X can't stand here".formatted(e.getCodePoint()));
            throw mistakes.exception();
        } catch (YAMLException e) {
            mistakes.add(1, 1, "this is no YAML: " + e.getMessage());
            throw mistakes.exception();
        }
    }

    /** The usual reason: cron expressions begin with such characters. */
    private static String unquoted(String text, Mark place) {
        String line = place == null
                ? ""
                : text.lines().skip(place.getLine()).findFirst().orElse("");
        return line.matches(".*:\\s+[*@].*") ? "; a value that begins with * or @ needs quotes: \"*/5 * * * *\"" : "";
    }

    private String text() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            CharBuffer text = CharBuffer.allocate(bytes.remaining());
            boolean wrong = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes, text, true)
                    .isError();
            String read = text.flip().toString();
            if (wrong) {
                mistakes.addAfter(read, "this is not UTF-8 text");
                throw mistakes.exception();
            }
            return read;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Instant changed() {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SafecsvException unreadable(IOException cause) {
        return new SafecsvException(
                ExitCode.USAGE, "The jobs file %s can't be read: %s.".formatted(file, IoReason.of(cause)), cause);
    }

    private String baseName() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
