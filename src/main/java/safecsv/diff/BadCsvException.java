package safecsv.diff;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import safecsv.Counted;

/** The edited CSV has problems; nothing was written. */
public final class BadCsvException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<CsvProblem> problems;
    private final long count;

    BadCsvException(Path file, Problems problems) {
        super(text(file, problems));
        this.problems = List.copyOf(problems.first());
        this.count = problems.count();
    }

    /** Those nearest to the file's beginning; at most 100. */
    public List<CsvProblem> problems() {
        return problems;
    }

    /** How many there are in all. */
    public long count() {
        return count;
    }

    private static String text(Path file, Problems problems) {
        String all = Counted.of(problems.count(), "problem");
        String more = problems.count() > Problems.SHOWN
                ? "%n  … and %,d more.".formatted(problems.count() - Problems.SHOWN)
                : "";
        return "%s has %s, so nothing was compared further and nothing was written:%n%s%s"
                .formatted(
                        file,
                        all,
                        problems.first().stream()
                                .map(problem -> "  " + problem)
                                .collect(Collectors.joining(System.lineSeparator())),
                        more);
    }
}
