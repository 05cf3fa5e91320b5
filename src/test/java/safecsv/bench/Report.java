package safecsv.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results as Markdown, ready for docs/benchmarks.md. MB are millions of bytes. */
final class Report {
    private static final double MEGABYTE = 1e6;
    private static final double MEMORY_LIMIT = 150;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void paragraph(String text) {
        out.println(text);
        out.println();
    }

    void race(Field field, Map<Contender, List<Run>> runs) {
        paragraph("### " + field.title());
        table("program | median s | min s | max s | client CPU s | fsync afterwards s | output MB", 6);
        runs.forEach((contender, measured) -> row(
                contender.name(),
                number("%.2f", Statistics.medianSeconds(measured)),
                number("%.2f", measured.stream().mapToDouble(Run::seconds).min().orElseThrow()),
                number("%.2f", measured.stream().mapToDouble(Run::seconds).max().orElseThrow()),
                median(measured, Run::cpuSeconds),
                median(measured, Run::syncSeconds),
                number("%.1f", measured.get(0).bytes() / MEGABYTE)));
        out.println();
        if (!field.rivals().isEmpty()) {
            ratios(field, runs);
        }
    }

    private void ratios(Field field, Map<Contender, List<Run>> runs) {
        table("time of | as a multiple of | ratio of medians | median of the rounds' ratios | target | met", 4);
        for (Contender subject : field.subjects()) {
            for (Rival rival : field.rivals()) {
                List<Run> own = runs.get(subject);
                List<Run> others = runs.get(rival.contender());
                double ratio = Statistics.medianOfRatios(own, others);
                row(
                        subject.name(),
                        rival.contender().name(),
                        number("%.2f", Statistics.ratioOfMedians(own, others)),
                        number("%.2f", ratio),
                        Double.isInfinite(rival.limit()) ? "" : number("≤ %.2f", rival.limit()),
                        Double.isInfinite(rival.limit()) ? "" : ratio <= rival.limit() ? "yes" : "no");
            }
        }
        out.println();
    }

    /** The peaks, in bytes, by what was exported. */
    void memory(Map<String, Long> peaks) {
        paragraph("### peak resident memory of safecsv");
        table("export | peak MB | target | met", 3);
        peaks.forEach((name, bytes) -> row(
                name,
                number("%.0f", bytes / MEGABYTE),
                number("≤ %.0f", MEMORY_LIMIT),
                bytes / MEGABYTE <= MEMORY_LIMIT ? "yes" : "no"));
        out.println();
    }

    /** @param aligned how many columns, from the right, are aligned to the right */
    private void table(String header, int aligned) {
        out.println("| " + header + " |");
        int columns = header.split("\\|", -1).length;
        out.println("|" + "---|".repeat(columns - aligned) + "---:|".repeat(aligned));
    }

    private void row(String... cells) {
        out.println("| "
                + Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")) + " |");
    }

    private static String median(List<Run> runs, Function<Run, OptionalDouble> value) {
        double median = Statistics.median(
                runs.stream().map(value).filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble));
        return Double.isNaN(median) ? "unknown" : number("%.2f", median);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
