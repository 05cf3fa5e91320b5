package safecsv.bench;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * Rounds in which every contender runs once, one after the other: what disturbs the machine for a while disturbs all
 * of a round, so that the ratios within a round hold where the times don't.
 */
final class Race {
    private final ProcessMeter meter;

    Race(ProcessMeter meter) {
        this.meter = meter;
    }

    /**
     * Runs an unmeasured round, which warms the server's caches and checks that safecsv wrote all rows, then the rounds.
     *
     * @return runs by contender, in the order of the rounds
     */
    Map<Contender, List<Run>> run(Field field, int rounds) throws IOException, InterruptedException {
        Map<Contender, List<Run>> runs = new LinkedHashMap<>();
        for (Contender contender : field.contenders()) {
            runs.put(contender, new ArrayList<>());
            System.err.printf("%s: warm-up of %s%n", field.title(), contender.name());
            meter.measure(contender);
        }
        if (field.rows().isPresent()) {
            for (Contender subject : field.subjects()) {
                requireRows(subject, field.rows().getAsLong());
            }
        }
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : field.contenders()) {
                Run run = meter.measure(contender);
                runs.get(contender).add(run);
                System.err.printf("%s: round %d: %.2f s %s%n", field.title(), round, run.seconds(), contender.name());
            }
        }
        for (Contender contender : field.contenders()) {
            Files.deleteIfExists(contender.output());
        }
        return runs;
    }

    private static void requireRows(Contender subject, long rows) throws IOException {
        long found = records(subject.output()) - 1;
        if (found != rows) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "%s wrote %,d rows of %,d: nothing is measured where the output is wrong."
                            .formatted(subject.name(), found, rows));
        }
    }

    private static InputStream opened(Path csv) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(csv), 1 << 16);
        if (csv.toString().endsWith(".gz")) {
            return new GZIPInputStream(file);
        }
        return csv.toString().endsWith(".zst") ? new ZstdInputStream(file) : file;
    }

    private static long records(Path csv) throws IOException {
        try (Reader reader = new InputStreamReader(opened(csv), StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
            return parser.stream().count();
        }
    }
}
