package safecsv.diff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import safecsv.csv.MalformedCsvException;
import safecsv.csv.RecordReader;
import safecsv.csv.baseline.BaselineColumn;
import safecsv.csv.baseline.SentForm;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.TableDefinition;
import safecsv.mysql.table.UniqueKey;
import safecsv.spreadsheet.Acceptance;
import safecsv.spreadsheet.Alarm;
import safecsv.spreadsheet.BaselineSample;
import safecsv.spreadsheet.FileRecognition;

/**
 * What the comparison of a baseline with an edited CSV finds before any database is asked: rows to ask for, counts,
 * problems, alarms. So a thousand hostile files take seconds.
 */
final class TwoFiles {
    private static final SentForm SENT = new SentForm(',', "", false, "UTF-8");

    final Problems problems = new Problems();
    final Tally tally = new Tally();
    final List<TouchedRow> touched = new ArrayList<>();
    List<Alarm> alarms = List.of();
    Layout layout;

    private final TableDefinition table;
    private final List<BaselineColumn> sent = new ArrayList<>();
    private final byte[] baseline;
    private final Acceptance accepted;

    private TwoFiles(TableDefinition table, byte[] baseline, Acceptance accepted) {
        this.table = table;
        this.baseline = baseline;
        this.accepted = accepted;
        List<String> key = table.primaryKey();
        for (ColumnDefinition column : table.columns()) {
            BaselineColumn.Role role = key.contains(column.name()) ? BaselineColumn.Role.KEY : BaselineColumn.Role.DATA;
            sent.add(new BaselineColumn(
                    column.name(), column.name(), column.type().declared(), role));
        }
    }

    /** A table of columns such as {@code name varchar(20) not null}; the first is the key. */
    static TableDefinition table(String... columns) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        for (String column : columns) {
            String[] words = column.split(" ", 2);
            boolean given = words[1].endsWith(" auto_increment");
            boolean key = definitions.isEmpty();
            boolean notNull = words[1].endsWith(" not null") || key;
            String declared = words[1].replace(" not null", "").replace(" auto_increment", "");
            ColumnType type = ColumnType.parse(declared, "utf8mb4", "utf8mb4_0900_ai_ci");
            definitions.add(
                    new ColumnDefinition(words[0], type, !notNull, false, false, given, false, !notNull || given));
        }
        return new TableDefinition(
                "s",
                "t",
                TableDefinition.Kind.BASE_TABLE,
                "InnoDB",
                definitions,
                List.of(new UniqueKey(
                        UniqueKey.PRIMARY, List.of(definitions.get(0).name()))),
                List.of(),
                true,
                List.of(),
                List.of(),
                "");
    }

    /** Compares; both files have a header. */
    static TwoFiles compare(TableDefinition table, String baseline, String edited) {
        return compare(table, baseline, edited.getBytes(StandardCharsets.UTF_8), Acceptance.NOTHING);
    }

    static TwoFiles compare(TableDefinition table, String baseline, byte[] edited, Acceptance accepted) {
        try {
            TwoFiles files = new TwoFiles(table, baseline.getBytes(StandardCharsets.UTF_8), accepted);
            Path file = Files.createTempFile("safecsv-two-files-", ".csv");
            try {
                Files.write(file, edited);
                files.run(file);
            } finally {
                Files.delete(file);
            }
            return files;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Path file) throws IOException {
        byte[] head = Arrays.copyOf(baseline, Math.min(baseline.length, FileRecognition.ENOUGH));
        try (EditedFile edited = EditedFile.open(file, SENT, head, this::sample, false)) {
            Header header = edited.header(problems);
            if (!problems.any()) {
                layout = Layout.of(table, sent, table.primaryKey(), header);
            }
            if (!problems.any()) {
                if (layout.startsWithNoText()) {
                    edited.passMarks();
                }
                join(edited);
            }
        }
    }

    private BaselineSample sample() {
        BaselineSample sample =
                new BaselineSample(sent.stream().map(BaselineColumn::name).toList());
        for (String cell : new String(baseline, StandardCharsets.UTF_8).split("[,\n]", -1)) {
            sample.add(cell);
        }
        return sample;
    }

    private RecordReader rows() throws IOException {
        return new RecordReader(new ByteArrayInputStream(baseline), (byte) ',');
    }

    private CellVerdicts verdicts(LearnedEvidence evidence) {
        return new CellVerdicts(layout, evidence, false, accepted);
    }

    private void join(EditedFile edited) throws IOException {
        LearnedEvidence evidence = new LearnedEvidence(() -> {
            try (RecordReader rows = rows()) {
                return EvidenceReader.read(layout, edited, rows, ZoneOffset.ofHours(9));
            }
        });
        CellVerdicts verdicts = verdicts(evidence);
        StrayLines stray = new StrayLines(layout, tally, accepted);
        RowKeys keys = new RowKeys(layout, verdicts, problems, verdicts::isRewritten, stray);
        stray.above(edited.above());
        CellCheck cells = new CellCheck(verdicts, problems, tally, layout.required(table));
        WholeFile whole = new WholeFile(layout, true);
        SpilledRows spilled = new SpilledRows(keys);
        RowJudge judge = new RowJudge(layout, cells, keys, tally, touched::add, false, whole, spilled, stray);
        try (RecordReader rows = rows()) {
            rows.next();
            boolean sameOrder = layout.sameOrder() && edited.isStandard();
            RowJoin join = new RowJoin(rows, edited.reader(), keys, judge, spilled, sameOrder, 1 << 20);
            join.run();
            alarms = whole.alarms(tally.missing, join.onlyTailMissing(), accepted);
            spilled.complain(problems);
            try (RecordReader again = edited.again()) {
                judge.newKeys().find(again, new RowKeys(layout, verdicts(evidence), new Problems()), problems);
            }
        } catch (MalformedCsvException e) {
            problems.add(e.line(), null, e.getMessage());
        }
    }

    /** Everything that would be said of the file, to look for a text in. */
    String said() {
        StringBuilder said = new StringBuilder();
        problems.first().forEach(problem -> said.append(problem).append('\n'));
        alarms.forEach(alarm -> said.append(alarm.message()).append('\n'));
        touched.forEach(row -> said.append(row).append('\n'));
        tally.suspicious().forEach(cell -> said.append(cell).append('\n'));
        tally.notRows().forEach(line -> said.append(line).append('\n'));
        return said.toString();
    }
}
