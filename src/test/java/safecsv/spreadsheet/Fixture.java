package safecsv.spreadsheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecsv.mysql.table.ColumnType;

/** One folder of {@code src/test/resources/spreadsheet}, judged without a server. */
final class Fixture {
    private static final Pattern COLUMN = Pattern.compile(
            "(?:^|[,(])\\s*(\\w+)\\s+((?:INT|BIGINT|CHAR|VARCHAR|DECIMAL|DATE|DATETIME|TIMESTAMP|TIME|TINYINT|ENUM|TEXT|MEDIUMTEXT|DOUBLE|FLOAT|JSON)\\b(?:\\((?:[^)']|'[^']*')*\\))?(?: UNSIGNED)?)([^,]*)");

    final Map<String, ColumnType> types = new LinkedHashMap<>();
    final Map<String, Boolean> nullable = new HashMap<>();
    final EditedForm form;
    final List<String> edits = new ArrayList<>();
    final List<String> flagged = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<String> missing = new ArrayList<>();
    final Map<String, Integer> repaired = new TreeMap<>();
    final Map<String, Integer> reformatted = new TreeMap<>();
    final List<String> unmatched = new ArrayList<>();

    private final String nullText;
    private final List<List<String>> baseline;
    private final List<List<String>> edited;

    Fixture(Path folder, String nullText) {
        this.nullText = nullText;
        readTypes(read(folder.resolve("table.sql")));
        baseline = Rows.of(read(folder.resolve("baseline.csv")), ',', nullText);
        byte[] bytes = bytes(folder.resolve("edited.csv"));
        BaselineSample sample = new BaselineSample(baseline.get(0));
        baseline.forEach(row -> row.forEach(sample::add));
        form = FileRecognition.recognise(bytes, sample, ',');
        String text = new String(bytes, form.skip(), bytes.length - form.skip(), form.charset());
        edited = Rows.of(text, form.delimiter(), nullText);
        judge();
    }

    private void readTypes(String sql) {
        String create = sql.substring(sql.indexOf("CREATE TABLE"), sql.indexOf("DEFAULT CHARSET"));
        Matcher matcher = COLUMN.matcher(create.substring(create.indexOf('(')).replace(" PRIMARY KEY", ""));
        while (matcher.find()) {
            String declared = matcher.group(2);
            int members = declared.indexOf('(');
            String word = members < 0 ? declared : declared.substring(0, members);
            types.put(
                    matcher.group(1),
                    ColumnType.parse(
                            word.toLowerCase(java.util.Locale.ROOT) + (members < 0 ? "" : declared.substring(members)),
                            "utf8mb4",
                            "utf8mb4_0900_ai_ci"));
            nullable.put(matcher.group(1), !matcher.group(3).contains("NOT NULL"));
        }
    }

    private void judge() {
        List<String> names = baseline.get(0);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < edited.get(0).size(); i++) {
            places.put(HeaderNames.normal(edited.get(0).get(i)), i);
        }
        FileTraits traits = new FileTraits(form.charset(), true, true, nullText);
        Evidence evidence = new Evidence(names.stream().map(types::get).toList(), traits);
        Map<String, List<String>> byKey = new HashMap<>();
        edited.subList(1, edited.size()).forEach(row -> byKey.put(row.get(places.get("id")), row));
        for (List<String> row : baseline.subList(1, baseline.size())) {
            List<String> other = byKey.get(row.get(0));
            for (int i = 0; other != null && i < row.size(); i++) {
                evidence.add(i, row.get(i), cell(other, places.get(names.get(i))));
            }
        }
        evidence.settle();
        for (List<String> row : baseline.subList(1, baseline.size())) {
            List<String> other = byKey.remove(row.get(0));
            if (other == null) {
                missing.add(row.get(0));
                continue;
            }
            boolean cut = other.stream().anyMatch(cell -> cell != null && cell.length() >= 32_767);
            for (int i = 0; i < row.size(); i++) {
                CellJudge judge = evidence.judge(i, nullable.get(names.get(i)));
                int place = places.get(names.get(i));
                CellVerdict verdict = place < other.size() && !(cut && isEmpty(other.get(place)))
                        ? judge.judge(row.get(i), other.get(place))
                        : judge.judgeAbsent(row.get(i), cut);
                count(row.get(0), names.get(i), verdict);
            }
        }
        byKey.forEach((key, row) -> {
            if (row.stream().anyMatch(cell -> cell != null && !cell.isEmpty())) {
                unmatched.add(key == null ? "-" : key.substring(0, Math.min(10, key.length())));
            }
        });
    }

    private static boolean isEmpty(String cell) {
        return cell == null || cell.isEmpty();
    }

    private static String cell(List<String> row, int place) {
        return place < row.size() ? row.get(place) : null;
    }

    private void count(String key, String column, CellVerdict verdict) {
        switch (verdict.kind()) {
            case SAME -> {}
            case REFORMATTED -> reformatted.merge(column + ":" + verdict.damage(), 1, Integer::sum);
            case DAMAGED -> repaired.merge(column + ":" + verdict.damage(), 1, Integer::sum);
            case EDIT -> {
                edits.add(key + " " + column + " = " + verdict.value());
                if (verdict.damage() != null) {
                    flagged.add(key + " " + column + " " + verdict.damage());
                }
            }
            case SUSPICIOUS -> asked.add(key + " " + column + " = " + verdict.value() + " (" + verdict.damage() + ")");
            case INVALID -> asked.add(key + " " + column + " INVALID " + verdict.reason());
        }
    }

    private static String read(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
