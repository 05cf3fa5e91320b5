package safecsv.schedule.jobs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.mysql.settings.ConnectionRequest;

/** Reads a jobs file as a tree that knows its lines and columns, and collects every mistake in it. */
final class JobsFileReader {
    static final List<String> KEYS = List.of("connection", "state", "defaults", "jobs");

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}";

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
                String other = outputs.putIfAbsent(read.output().path().toString(), name);
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

    private Node tree() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        try {
            Node node = new Yaml(options).compose(new StringReader(text()));
            if (node == null) {
                mistakes.add(1, 1, "the file is empty");
                throw mistakes.exception();
            }
            return node;
        } catch (MarkedYAMLException e) {
            mistakes.add(e.getProblemMark(), "this is no YAML: " + e.getProblem());
            throw mistakes.exception();
        } catch (YAMLException e) {
            mistakes.add(1, 1, "this is no YAML: " + e.getMessage());
            throw mistakes.exception();
        }
    }

    private String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SafecsvException(ExitCode.USAGE, "The jobs file %s is not UTF-8 text.".formatted(file), e);
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
