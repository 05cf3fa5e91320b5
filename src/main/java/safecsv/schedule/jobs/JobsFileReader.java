package safecsv.schedule.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.mysql.settings.ConnectionRequest;

/** Reads a jobs file as a tree that knows its lines and columns, and collects every mistake in it. */
final class JobsFileReader {
    static final List<String> KEYS = List.of("connection", "state", "defaults", "jobs");

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

    /** Room for some thousands of jobs. What is longer is no jobs file, and YAML's reader takes minutes for a long line. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*[A-Za-z_]");

    private static final Pattern BRACE =
            Pattern.compile("(^|:\\s+|-\\s+)[^\"'\\s]*\\{\\s*(scheduled|day|week|month|year)\\b");
    private static final Pattern STAR = Pattern.compile(":\\s+[*@]");

    private final Path file;
    private final Path folder;
    private final Mistakes mistakes;

    JobsFileReader(Path file) {
        this.file = file;
        this.folder = file.getParent() == null ? Path.of("/") : file.getParent();
        this.mistakes = new Mistakes(file);
    }

    JobsFile read() {
        Node tree = tree();
        YamlMapping root = new YamlMapping(tree, "the file", mistakes);
        if (!root.isMapping()) {
            throw mistakes.exception();
        }
        refuseVariables(tree, Collections.newSetFromMap(new IdentityHashMap<>()));
        root.allowOnly(KEYS);
        YamlValues values = new YamlValues(root, Optional.empty());
        Optional<ConnectionRequest> connection = values.mapping("connection", ConnectionSection.KEYS)
                .flatMap(section -> new ConnectionSection(section, folder).read());
        if (!root.isAccountedFor("connection")) {
            mistakes.add(root.node(), "'connection' is missing");
        }
        Path state = values.parsed("state", text -> folder.resolve(text).normalize())
                .orElseGet(() -> file.resolveSibling(baseName() + ".state"));
        Surroundings.ofFolder(state).ifPresent(lack -> root.lack("state", lack));
        Optional<YamlMapping> defaults =
                root.has("defaults") ? Optional.of(root.mapping("defaults")) : Optional.empty();
        defaults.ifPresent(mapping -> mapping.allowOnly(JobSection.DEFAULT_KEYS));
        Map<Path, String> needed = new LinkedHashMap<>();
        needed.put(file, "this jobs file");
        connection.ifPresent(request ->
                ConnectionSection.files(request).forEach((key, path) -> needed.put(path, "the connection's " + key)));
        List<Job> jobs = jobs(root, defaults, new OutputPlaces(state, needed), needed);
        if (!mistakes.isEmpty() || connection.isEmpty()) {
            throw mistakes.exception();
        }
        return new JobsFile(file, state, connection.get(), jobs, changed(), mistakes.lacks());
    }

    private List<Job> jobs(
            YamlMapping root, Optional<YamlMapping> defaults, OutputPlaces places, Map<Path, String> needed) {
        List<Job> jobs = new ArrayList<>();
        if (!root.has("jobs")) {
            if (!root.isAccountedFor("jobs")) {
                mistakes.add(root.node(), "'jobs' is missing");
            }
            return jobs;
        }
        YamlMapping section = root.mapping("jobs");
        Map<Job, YamlValues> read = new LinkedHashMap<>();
        for (String name : section.keys()) {
            if (!name.matches(NAME)) {
                mistakes.add(
                        section.place(name),
                        "a job's name has up to 64 letters, digits, '.', '_' and '-', not '%s'".formatted(name));
            }
            YamlMapping own = section.mapping(name);
            if (own.isMapping()) {
                own.allowOnly(JobSection.KEYS);
                YamlValues values = new YamlValues(own, defaults);
                new JobSection(name, values, folder).read().ifPresent(job -> read.put(job, values));
                values.parsed("mask-key-file", text -> folder.resolve(text).normalize())
                        .ifPresent(key -> needed.put(key, "the mask-key-file"));
            }
        }
        read.keySet()
                .forEach(job -> job.files()
                        .forEach((path, what) -> needed.putIfAbsent(path, "%s of job %s".formatted(what, job.name()))));
        read.forEach((job, values) -> {
            places.problem(job).ifPresent(problem -> values.with("output").mistake("output", problem));
            jobs.add(job);
        });
        if (section.isMapping() && section.keys().isEmpty()) {
            section.mistakes().add(section.place("jobs"), "'jobs' has no job");
        }
        return jobs;
    }

    /**
     * A variable of the environment would be taken for a part of a name or of a query. Shells, in commands, have variables
     * of their own.
     */
    private void refuseVariables(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return; // an alias, which may stand within itself
        }
        if (node instanceof ScalarNode scalar
                && VARIABLE.matcher(scalar.getValue()).find()) {
            mistakes.addOnly(
                    node,
                    "${\u2026} is not filled in here: a jobs file knows no variables of the environment, and dates are"
                            + " written {scheduled:yyyy-MM-dd}, without $. A query that must hold such a text goes into a"
                            + " query-file");
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseVariables(item, seen));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                boolean command = tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("command");
                if (!command) {
                    refuseVariables(tuple.getValueNode(), seen);
                }
            }
        }
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

    /** The usual reasons: dates and cron expressions begin with such characters. */
    private static String unquoted(String text, Mark place) {
        String line = place == null
                ? ""
                : text.lines().skip(place.getLine()).findFirst().orElse("");
        if (BRACE.matcher(line).find()) {
            return "; a value that begins with { or has ': ' in it needs quotes: \"{scheduled:yyyy-MM-dd}.csv\"";
        }
        return STAR.matcher(line).find() ? "; a value that begins with * or @ needs quotes: \"*/5 * * * *\"" : "";
    }

    private String text() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(bytes());
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

    private byte[] bytes() throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                mistakes.add(1, 1, "the file is larger than 1 MiB, which is room for thousands of jobs");
                throw mistakes.exception();
            }
            return bytes;
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
