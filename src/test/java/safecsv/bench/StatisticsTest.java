package safecsv.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void the_median_is_the_middle_value() {
        assertEquals(3, Statistics.median(DoubleStream.of(100, 1, 3)));
    }

    @Test
    void the_median_of_an_even_number_of_values_is_the_mean_of_the_two_in_the_middle() {
        assertEquals(2.5, Statistics.median(DoubleStream.of(4, 1, 2, 3)));
    }

    @Test
    void a_round_in_which_everything_was_slow_moves_the_ratio_of_medians_but_not_the_median_of_the_rounds_ratios() {
        // Each round says 2; the medians are 8 and 3, from different rounds.
        List<Run> subject = List.of(run(2), run(8), run(40));
        List<Run> rival = List.of(run(1), run(4), run(3));
        assertEquals(8.0 / 3, Statistics.ratioOfMedians(subject, rival), 1e-12);
        assertEquals(2, Statistics.medianOfRatios(subject, rival), 1e-12);
    }

    private static Run run(double seconds) {
        return new Run(seconds, OptionalDouble.empty(), 0, OptionalDouble.empty());
    }
}
