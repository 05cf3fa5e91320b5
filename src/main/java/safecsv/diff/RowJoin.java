package safecsv.diff;

import java.io.IOException;
import safecsv.csv.CommonRecords;
import safecsv.csv.CsvRecord;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;

/**
 * Finds for each row of the CSV the row of the baseline that has its key. Both are read once, side by side: equal bytes
 * are passed over, rows in the same order are compared at once, and only a row whose partner is not beside it waits. Where
 * too many wait, because the rows are in another order, all that are left go to {@link Partitions} on disk.
 */
final class RowJoin {
    private final RecordReader baseline;
    private final RecordReader edited;
    private final RowKeys keys;
    private final RowSink sink;
    private final SpilledRows spilled;
    private final boolean sameOrder;
    private final WaitingRows waitingBaseline = new WaitingRows();
    private final WaitingRows waitingEdited = new WaitingRows();
    private final long mostWaitingBytes;
    private final CsvRecord baselineScratch;
    private final CsvRecord editedScratch;
    private Partitions partitions;
    private String editedKey;
    private boolean onlyTailMissing;

    /**
     * @param sameOrder whether both files have the same columns in the same places and the same form
     * @param mostWaitingBytes how much may wait in memory
     */
    RowJoin(
            RecordReader baseline,
            RecordReader edited,
            RowKeys keys,
            RowSink sink,
            SpilledRows spilled,
            boolean sameOrder,
            long mostWaitingBytes) {
        this.baseline = baseline;
        this.edited = edited;
        this.keys = keys;
        this.sink = sink;
        this.spilled = spilled;
        this.sameOrder = sameOrder;
        this.mostWaitingBytes = mostWaitingBytes;
        this.baselineScratch = baseline.record().another();
        this.editedScratch = edited.record().another();
    }

    /** Reads both to their ends. */
    void run() throws IOException, MalformedCsvException {
        try {
            boolean more = true;
            while (more) {
                if (sameOrder) {
                    sink.same(CommonRecords.skip(baseline, edited));
                }
                more = pairUntilInStep();
            }
            if (partitions == null) {
                waitingEdited.rows().forEach(row -> sink.onlyEdited(row.parsed(editedScratch), row.line()));
                waitingBaseline.rows().forEach(row -> sink.onlyBaseline(row.parsed(baselineScratch)));
            } else {
                partitions.join(keys, sink, baselineScratch, editedScratch);
            }
        } finally {
            if (partitions != null) {
                partitions.close();
            }
        }
    }

    /** Whether the CSV ended while the baseline went on, and nothing else was missing. */
    boolean onlyTailMissing() {
        return onlyTailMissing;
    }

    /** Whether there may be more common records: false at the end of both. */
    private boolean pairUntilInStep() throws IOException, MalformedCsvException {
        boolean hasBaseline = baseline.next();
        boolean hasEdited = nextEdited();
        while (hasBaseline && hasEdited) {
            if (keys.same(baseline.record(), edited.record())) {
                pair();
                return true;
            }
            String key = editedKey();
            if (key == null) {
                hasEdited = nextEdited();
                continue;
            }
            String baselineKey = keys.ofBaseline(baseline.record());
            if (key.equals(baselineKey)) {
                pair();
                return true;
            }
            if (takesWaitingEdited(baselineKey)) {
                hasBaseline = baseline.next();
            } else if (takesWaitingBaseline(key)) {
                hasEdited = nextEdited();
            } else {
                wait(baselineKey, key);
                hasBaseline = baseline.next();
                hasEdited = nextEdited();
            }
        }
        boolean inStep = partitions == null && waitingBaseline.size() == 0 && waitingEdited.size() == 0;
        onlyTailMissing |= hasBaseline && inStep;
        while (hasBaseline) {
            String key = keys.ofBaseline(baseline.record());
            if (!takesWaitingEdited(key)) {
                waitBaseline(key);
            }
            hasBaseline = baseline.next();
        }
        while (hasEdited) {
            String key = editedKey();
            if (key != null && !takesWaitingBaseline(key)) {
                waitEdited(key);
            }
            hasEdited = nextEdited();
        }
        return false;
    }

    /** Moves to the CSV's next record that has a key; rows for which the server gives one are handed on. */
    private boolean nextEdited() throws IOException, MalformedCsvException {
        while (edited.next()) {
            editedKey = null;
            if (edited.record().isBlank() || spilled.takes(edited.record(), edited.line())) {
                continue;
            }
            if (keys.hasPlainKey(edited.record())) {
                return true;
            }
            String key = editedKey();
            if (key == null) {
                continue;
            }
            if (!key.equals(RowKeys.NONE)) {
                return true;
            }
            sink.onlyEdited(edited.record(), edited.line());
        }
        return false;
    }

    private String editedKey() {
        if (editedKey == null) {
            editedKey = keys.ofEdited(edited.record(), edited.line());
        }
        return editedKey;
    }

    private void pair() {
        sink.pair(baseline.record(), edited.record(), new RowPlace(edited.line(), edited.number(), baseline.number()));
    }

    private boolean takesWaitingEdited(String key) {
        WaitingRow row = waitingEdited.take(key);
        if (row == null) {
            return false;
        }
        RowPlace place = new RowPlace(row.line(), row.number(), baseline.number());
        sink.pair(baseline.record(), row.parsed(editedScratch), place);
        return true;
    }

    private boolean takesWaitingBaseline(String key) {
        WaitingRow row = waitingBaseline.take(key);
        if (row == null) {
            return false;
        }
        RowPlace place = new RowPlace(edited.line(), edited.number(), row.number());
        sink.pair(row.parsed(baselineScratch), edited.record(), place);
        return true;
    }

    private void wait(String baselineKey, String key) throws IOException {
        waitBaseline(baselineKey);
        waitEdited(key);
    }

    private void waitBaseline(String key) throws IOException {
        if (partitions != null) {
            partitions.addBaseline(key, WaitingRow.of(baseline));
            return;
        }
        if (!waitingBaseline.put(key, WaitingRow.of(baseline))) {
            sink.collapsed(baseline.record());
        }
        spillWhereTooMany();
    }

    private void waitEdited(String key) throws IOException {
        WaitingRow row = WaitingRow.of(edited);
        if (partitions != null) {
            partitions.addEdited(key, row);
            return;
        }
        if (!waitingEdited.put(key, row)) {
            sink.duplicate(key);
        }
        spillWhereTooMany();
    }

    private void spillWhereTooMany() throws IOException {
        if (waitingBaseline.size() + waitingEdited.size() <= mostWaitingBytes) {
            return;
        }
        partitions = Partitions.create();
        waitingBaseline.moveTo(partitions::addBaseline);
        waitingEdited.moveTo(partitions::addEdited);
    }
}
