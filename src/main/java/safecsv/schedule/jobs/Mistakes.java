package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/** Everything that is wrong with a jobs file, collected while it is read. */
final class Mistakes {
    private record Mistake(int line, int column, String message) {}

    private final Path file;
    private final Set<Mistake> found = new LinkedHashSet<>();

    Mistakes(Path file) {
        this.file = file;
    }

    void add(Node node, String message) {
        add(node.getStartMark(), message);
    }

    void add(Mark mark, String message) {
        add(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, message);
    }

    void add(int line, int column, String message) {
        found.add(new Mistake(line, column, message.replace("\r", "").replace("\n", "\\n"))); // a line for each
    }

    /** Adds one right behind this beginning of the file. */
    void addAfter(String before, String message) {
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        add(line, before.length() - (before.lastIndexOf('\n') + 1) + 1, message);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Code 2 with every mistake, in the order of the file. */
    SafecsvException exception() {
        List<Mistake> sorted = found.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .toList();
        String list = sorted.stream()
                .map(mistake -> "%n  %s:%d:%d: %s".formatted(file, mistake.line(), mistake.column(), mistake.message()))
                .collect(Collectors.joining());
        return new SafecsvException(
                ExitCode.USAGE,
                "%s has %s (line and column):%s%nNothing was run."
                        .formatted(file, sorted.size() == 1 ? "a mistake" : sorted.size() + " mistakes", list));
    }
}
