package safecsv.bench;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Medians: a disturbed round moves a mean, and not them. */
final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two middle ones; NaN of nothing. */
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double medianSeconds(List<Run> runs) {
        return median(runs.stream().mapToDouble(Run::seconds));
    }

    static double ratioOfMedians(List<Run> subject, List<Run> rival) {
        return medianSeconds(subject) / medianSeconds(rival);
    }

    /** The ratio of each round, then the median of these. */
    static double medianOfRatios(List<Run> subject, List<Run> rival) {
        return median(IntStream.range(0, subject.size())
                .mapToDouble(
                        round -> subject.get(round).seconds() / rival.get(round).seconds()));
    }
}
