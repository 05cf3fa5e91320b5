package safecsv.schedule.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML file whose values are asked for by key. What is wrong is added to the mistakes, and the asker gets
 * nothing or a harmless value, so that reading goes on to the next mistake.
 */
final class YamlMapping {
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Mistakes mistakes;
    /** Keys that unknown ones were probably meant to be, so that nobody is told of one mistake twice. */
    private final Set<String> misspelled = new HashSet<>();

    /** Reads what is no mapping as an empty one, which is a mistake. */
    YamlMapping(Node node, String what, Mistakes mistakes) {
        this.node = node;
        this.mistakes = mistakes;
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(node, what + " must be a mapping (key: value), not " + kind(node));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(tuple.getKeyNode(), "a key must be a plain word");
            } else if (values.containsKey(key.getValue())) {
                mistakes.add(
                        key,
                        "'%s' is given twice; the first is on line %d"
                                .formatted(
                                        key.getValue(),
                                        keys.get(key.getValue()).getStartMark().getLine() + 1));
            } else {
                values.put(key.getValue(), tuple.getValueNode());
                keys.put(key.getValue(), key);
            }
        }
    }

    Mistakes mistakes() {
        return mistakes;
    }

    Node node() {
        return node;
    }

    /** The keys in the order of the file. */
    Collection<String> keys() {
        return values.keySet();
    }

    /** Whether it is a mapping at all. */
    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** Whether the key is there, or was told to be missing, or misspelled. */
    boolean isAccountedFor(String key) {
        return has(key) || misspelled.contains(key) || !isMapping();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Where the key stands, or the mapping where it is missing. */
    Node place(String key) {
        return keys.getOrDefault(key, node);
    }

    /** Says that this machine lacks something that the key's value needs. */
    void lack(String key, String message) {
        mistakes.addLack(values.getOrDefault(key, node), "'" + key + "': " + message);
    }

    void mistake(String key, String message) {
        mistakes.add(values.getOrDefault(key, node), "'" + key + "': " + message);
    }

    /** Adds a mistake for each key that is none of these. */
    void allowOnly(Collection<String> allowed) {
        for (String key : values.keySet()) {
            if (!allowed.contains(key)) {
                Optional<String> meant = Nearest.to(key, allowed);
                meant.ifPresent(misspelled::add);
                String hint = meant.map(near -> "; did you mean '" + near + "'?")
                        .orElse("; the keys here are " + String.join(", ", allowed));
                String why = key.equals("password")
                        ? "; a jobs file holds no secrets: use password-file, an option file (defaults-file) or"
                                + " login-path"
                        : hint;
                mistakes.add(keys.get(key), "there is no key '" + key + "' here" + why);
            }
        }
    }

    /** A text; any scalar will do, as it was written. */
    Optional<String> text(String key) {
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            mistake(key, "this must be a text, not " + kind(value) + hint(value));
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            mistake(key, "this is empty");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    Optional<String> required(String key) {
        if (!isAccountedFor(key)) {
            mistakes.add(node, "'" + key + "' is missing");
        }
        return text(key);
    }

    /** Texts by name. */
    Map<String, Node> entries(String key) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (has(key)) {
            mapping(key).values.forEach(entries::put);
        }
        return entries;
    }

    YamlMapping mapping(String key) {
        return new YamlMapping(values.get(key), "'" + key + "'", mistakes);
    }

    /** A sequence of texts; empty where the key is missing. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        Node value = values.get(key);
        if (value == null) {
            return texts;
        }
        if (!(value instanceof SequenceNode sequence)) {
            mistake(key, "this must be a list, such as [\"a\", \"b\"], not " + kind(value));
            return texts;
        }
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
                texts.add(scalar.getValue());
            } else {
                mistakes.add(item, "'" + key + "': each item must be a text, not " + kind(item));
            }
        }
        return texts;
    }

    boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    /** A text or a sequence of texts; empty where the key is missing. */
    List<String> oneOrMoreTexts(String key) {
        return values.get(key) instanceof ScalarNode ? text(key).stream().toList() : texts(key);
    }

    /** A text as it stands there, empty for anything else; says nothing of mistakes. */
    String raw(String key) {
        return values.get(key) instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** {@code {scheduled:yyyy}} without quotes is a mapping to YAML. */
    private static String hint(Node node) {
        boolean braces = node instanceof MappingNode mapping && mapping.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
        return braces ? "; a text that begins with { needs quotes: \"{scheduled:yyyy-MM-dd}.csv\"" : "";
    }

    static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node == null || node.getTag().equals(Tag.NULL) ? "nothing" : "a single value";
    }
}
