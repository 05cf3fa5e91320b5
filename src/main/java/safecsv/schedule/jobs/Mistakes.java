package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.JobsFile.Lack;

/**
 * Everything that is wrong with a jobs file, collected while it is read: mistakes, with which nothing can run, and what the
 * machine lacks now, which may be there when a job is due.
 */
final class Mistakes {
    private static final int MOST_SHOWN = 100;
    private static final int LONGEST_MESSAGE = 700;

    /** An option of the command line, whose messages serve here too; the key has the same name. */
    private static final Pattern OPTION = Pattern.compile("(?:-[A-Za-z]/)?--([a-z]+(?:-[a-z]+)*)");

    private static final Set<String> KEYS = Stream.of(
                    ConnectionSection.KEYS, JobSection.KEYS, List.of("connect-retries"))
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private record Mistake(int line, int column, String message) {}

    private final Path file;
    private final Set<Mistake> found = new LinkedHashSet<>();
    private final Set<Integer> explained = new HashSet<>();
    private final Set<Lack> lacks = new LinkedHashSet<>();

    Mistakes(Path file) {
        this.file = file;
    }

    void add(Node node, String message) {
        if (explained.contains(node.getStartMark().getIndex())) {
            return;
        }
        add(node.getStartMark(), message);
    }

    void add(Mark mark, String message) {
        add(mark == null ? 1 : mark.getLine() + 1, mark == null ? 1 : mark.getColumn() + 1, message);
    }

    /** Adds one that explains whatever else is wrong with this node. */
    void addOnly(Node node, String message) {
        add(node, message);
        explained.add(node.getStartMark().getIndex());
    }

    void add(int line, int column, String message) {
        found.add(new Mistake(line, column, shown(message)));
    }

    /** A line for each, in the words of this file, and not as long as what somebody pasted into it. */
    private static String shown(String message) {
        String line = message.replace("\r", "").replace("\n", "\\n");
        String cut = line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "\u2026" : line;
        String inKeys = OPTION.matcher(cut)
                .replaceAll(option -> Matcher.quoteReplacement(
                        KEYS.contains(option.group(1)) ? "'" + option.group(1) + "'" : option.group()));
        return inKeys.replaceFirst("^('[a-z-]+'): \\1(?=[: ])", "$1");
    }

    /** Adds one right behind this beginning of the file. */
    void addAfter(String before, String message) {
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        add(line, before.length() - (before.lastIndexOf('\n') + 1) + 1, message);
    }

    /** Adds what this machine lacks. */
    void addLack(Node node, String message) {
        Mark mark = node.getStartMark();
        lacks.add(new Lack(mark.getLine() + 1, mark.getColumn() + 1, shown(message)));
    }

    /** What this machine lacks, in the order of the file. */
    List<Lack> lacks() {
        return lacks.stream()
                .sorted(Comparator.comparingInt(Lack::line).thenComparingInt(Lack::column))
                .toList();
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Code 2 with every mistake, in the order of the file. */
    SafecsvException exception() {
        List<Mistake> sorted = found.stream()
                .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
                .toList();
        List<String> lines = sorted.stream()
                .map(mistake -> "%s:%d:%d: %s".formatted(file, mistake.line(), mistake.column(), mistake.message()))
                .toList();
        return exception(
                "%s has %s (line and column):"
                        .formatted(file, lines.size() == 1 ? "a mistake" : lines.size() + " mistakes"),
                lines);
    }

    static SafecsvException exception(String head, List<String> lines) {
        String more = lines.size() > MOST_SHOWN ? "%n  and %,d more".formatted(lines.size() - MOST_SHOWN) : "";
        String list = lines.stream().limit(MOST_SHOWN).map("%n  %s"::formatted).collect(Collectors.joining());
        return new SafecsvException(ExitCode.USAGE, head + list + more + "%nNothing was run.".formatted());
    }
}
