package safecsv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a run, each measured and then reported at once, so that an interrupted run keeps what it has. */
final class Measurements {
    private final BenchOptions options;
    private final Report report;
    private final Fields fields;
    private final ProcessMeter meter;

    Measurements(BenchOptions options, Report report, Fields fields) {
        this.options = options;
        this.report = report;
        this.fields = fields;
        this.meter = new ProcessMeter(options.directory());
    }

    void table(String table, long rows, OutfileDirectory outfile) throws IOException, InterruptedException {
        race(fields.table(table, outfile, rows), options.rounds);
    }

    void tableOverSocket(String table, long rows, String socket) throws IOException, InterruptedException {
        race(fields.tableOverSocket(table, socket, rows), options.rounds);
    }

    /** Of orders: what compression and connections cost and bring. */
    void outputs() throws IOException, InterruptedException {
        race(fields.outputs("orders", options.orders), options.rounds);
    }

    /**
     * Of orders: what a comparison, an apply and an undo take.
     *
     * @param files made for this; gone afterwards
     */
    void roundTrip(RoundTripFiles files) throws IOException, InterruptedException {
        for (Field field : files.fields()) {
            race(field, options.rounds);
        }
    }

    void start() throws IOException, InterruptedException {
        race(fields.start(Math.min(10, options.orders)), options.startRounds);
    }

    void memory() throws IOException, InterruptedException {
        List<Contender> exports = new ArrayList<>(List.of(fields.memory("orders", 1), fields.memory("salaries", 1)));
        if (options.memoryTimes > 1) {
            exports.add(fields.memory("orders", options.memoryTimes));
        }
        PeakMemory peakMemory = new PeakMemory(meter);
        Map<String, Long> peaks = new LinkedHashMap<>();
        for (Contender export : exports) {
            System.err.printf("memory: %s%n", export.name());
            peaks.put(export.name(), peakMemory.measure(export));
            Files.delete(export.output());
        }
        report.memory(peaks);
    }

    private void race(Field field, int rounds) throws IOException, InterruptedException {
        report.race(field, new Race(meter).run(field, rounds));
    }
}
