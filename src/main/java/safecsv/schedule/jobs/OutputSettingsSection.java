package safecsv.schedule.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads the keys about the form of a job's file. */
final class OutputSettingsSection {
    private static final List<String> DIALECTS = List.of("standard", "excel", "mysql", "tsv");
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "zstd");

    private final YamlValues values;

    OutputSettingsSection(YamlValues values) {
        this.values = values;
    }

    OutputSettings read() {
        return new OutputSettings(
                values.oneOf("dialect", DIALECTS).orElse("standard"),
                values.yesOrNo("header").orElse(true),
                values.oneOf("binary", List.of("hex", "base64")).orElse("hex"),
                compression(),
                masks());
    }

    private Optional<String> compression() {
        Optional<String> named = values.oneOf("compress", COMPRESSIONS);
        if (named.isPresent()) {
            return named.filter(kind -> !kind.equals("none"));
        }
        String path = values.text("output").orElse("").toLowerCase(Locale.ROOT);
        return path.endsWith(".gz")
                ? Optional.of("gzip")
                : path.endsWith(".zst") ? Optional.of("zstd") : Optional.empty();
    }

    private Map<String, String> masks() {
        Map<String, String> masks = new LinkedHashMap<>();
        YamlMapping own = values.with("mask");
        if (own.has("mask")) {
            own.mistake("mask", "masking is not built yet");
        }
        for (Map.Entry<String, Node> entry : own.entries("mask").entrySet()) {
            if (entry.getValue() instanceof ScalarNode scalar) {
                masks.put(entry.getKey(), scalar.getValue());
            } else {
                own.mistakes().add(entry.getValue(), "the mask of '%s' must be a text".formatted(entry.getKey()));
            }
        }
        return masks;
    }
}
