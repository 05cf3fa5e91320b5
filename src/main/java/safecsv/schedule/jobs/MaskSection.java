package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import safecsv.SafecsvException;
import safecsv.export.mask.MaskKind;
import safecsv.export.mask.Masks;

/** Reads the masks of a job. */
final class MaskSection {
    private final YamlValues values;
    private final Path folder;

    /** @param folder what relative paths are relative to */
    MaskSection(YamlValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    Masks read() {
        List<String> texts = new ArrayList<>();
        YamlMapping own = values.with("mask");
        for (Map.Entry<String, Node> entry : own.entries("mask").entrySet()) {
            if (entry.getValue() instanceof ScalarNode scalar) {
                String mask = name(entry.getKey()) + "=" + scalar.getValue();
                if (isMask(own, scalar, mask)) {
                    texts.add(mask);
                }
            } else {
                own.mistakes().add(entry.getValue(), "the mask of '%s' must be a text".formatted(entry.getKey()));
            }
        }
        Optional<Path> key =
                values.parsed("mask-key-file", text -> folder.resolve(text).normalize());
        try {
            return Masks.of(texts, key.orElse(null));
        } catch (SafecsvException e) {
            YamlMapping at = values.has("mask-key-file") ? values.with("mask-key-file") : own;
            at.mistake(values.has("mask-key-file") ? "mask-key-file" : "mask", e.getMessage());
            return Masks.NONE;
        }
    }

    /** What one mask has wrong is told at its own place. */
    private static boolean isMask(YamlMapping own, ScalarNode place, String mask) {
        boolean known =
                Stream.of(MaskKind.values()).anyMatch(kind -> kind.toString().equals(place.getValue()));
        if (!known) {
            own.mistakes()
                    .add(
                            place,
                            "'%s' is no mask; there are %s"
                                    .formatted(
                                            mask,
                                            Stream.of(MaskKind.values())
                                                    .map(MaskKind::toString)
                                                    .collect(Collectors.joining(", "))));
        }
        return known;
    }

    private static String name(String column) {
        return column.matches("[^,=`\\s]+") ? column : "`" + column.replace("`", "``") + "`";
    }
}
