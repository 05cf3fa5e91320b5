package safecsv.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Contender SUBJECT = new Contender("safecsv", List.of(), Path.of("a"), false);
    private static final Contender RIVAL = new Contender("rival", List.of(), Path.of("b"), false);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Report report = new Report(new PrintStream(written, false, StandardCharsets.UTF_8));

    @Test
    void a_race_is_a_table_of_times_and_a_table_of_ratios_against_their_targets() {
        Map<Contender, List<Run>> runs = new LinkedHashMap<>();
        runs.put(SUBJECT, List.of(run(1, OptionalDouble.of(0.5)), run(3, OptionalDouble.of(1.5))));
        runs.put(RIVAL, List.of(run(2, OptionalDouble.empty()), run(4, OptionalDouble.empty())));

        report.race(new Field("orders", List.of(SUBJECT), List.of(new Rival(RIVAL, 0.5)), OptionalLong.empty()), runs);

        assertEquals("""
                ### orders

                | program | median s | min s | max s | client CPU s | fsync afterwards s | output MB |
                |---|---:|---:|---:|---:|---:|---:|
                | safecsv | 2.00 | 1.00 | 3.00 | 1.00 | 0.25 | 2.5 |
                | rival | 3.00 | 2.00 | 4.00 | unknown | 0.25 | 2.5 |

                | time of | as a multiple of | ratio of medians | median of the rounds' ratios | target | met |
                |---|---|---:|---:|---:|---:|
                | safecsv | rival | 0.67 | 0.63 | ≤ 0.50 | no |

                """, written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void memory_is_held_against_150_million_bytes() {
        Map<String, Long> peaks = new LinkedHashMap<>();
        peaks.put("orders", 150_000_000L);
        peaks.put("salaries", 150_000_001L);

        report.memory(peaks);

        assertEquals("""
                ### peak resident memory of safecsv

                | export | peak MB | target | met |
                |---|---:|---:|---:|
                | orders | 150 | ≤ 150 | yes |
                | salaries | 150 | ≤ 150 | no |

                """, written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    private static Run run(double seconds, OptionalDouble cpuSeconds) {
        return new Run(seconds, cpuSeconds, 2_500_000, OptionalDouble.of(0.25));
    }
}
