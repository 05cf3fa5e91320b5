package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import safecsv.csv.WrittenPart;
import safecsv.export.ExportSummary;
import safecsv.export.pace.PaceSummary;

class SummaryTextTest {
    private static ExportSummary summary(long earlierBytes) {
        return new ExportSummary(
                "out.csv",
                "db:3306",
                10,
                List.of(new WrittenPart("out.csv", 10, 5_000_000, 5_000_000, "ab")),
                earlierBytes,
                Duration.ofSeconds(2),
                Instant.EPOCH,
                PaceSummary.NOTHING,
                List.of());
    }

    @Test
    void the_rate_is_that_of_all_bytes() {
        String text = SummaryText.forPeople(summary(0));
        assertTrue(text.contains("5.0 MB in 2.00 s (2.5 MB/s)"), text);
    }

    @Test
    void bytes_that_were_only_copied_are_not_in_the_rate() {
        String text = SummaryText.forPeople(summary(4_000_000));
        assertTrue(text.contains("5.0 MB in 2.00 s (500.0 kB/s)"), text);
        String json = SummaryText.json(summary(4_000_000));
        assertTrue(json.contains("\"textBytes\":5000000,\"earlierBytes\":4000000"), json);
    }
}
