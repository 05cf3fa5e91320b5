package safecsv.schedule.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import safecsv.SafecsvException;
import safecsv.csv.IoReason;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.TableSelect;
import safecsv.mysql.sql.LexicalCheck;
import safecsv.schedule.jobs.Job.Incremental;
import safecsv.schedule.jobs.Job.Source;

/** Reads what a job exports, and judges the query as far as that can be done without a server. */
final class SourceSection {
    /** The parameter that an incremental query compares its column with. */
    static final String WATERMARK = "watermark";

    private final YamlValues values;
    private final Path folder;

    SourceSection(YamlValues values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    Optional<Source> read(Map<String, DateText> params, Optional<Incremental> incremental) {
        YamlMapping own = values.with("query-file");
        if (values.has("query-file") == values.has("table")) {
            boolean told =
                    !values.has("table") && (values.isAccountedFor("table") || values.isAccountedFor("query-file"));
            if (told) {
                return Optional.empty();
            }
            own.mistakes()
                    .add(
                            own.node(),
                            "a job has one of query-file and table" + (values.has("table") ? ", not both" : ""));
            return Optional.empty();
        }
        return values.has("table") ? table(own, params) : query(own, params, incremental);
    }

    private Optional<Source> table(YamlMapping own, Map<String, DateText> params) {
        if (!params.isEmpty()) {
            own.mistake("params", "parameters go with query-file");
        }
        List<String> columns = own.texts("columns");
        Optional<String> where = values.text("where");
        try {
            return values.text("table").map(table -> {
                new TableSelect(table, columns, where);
                return new Source.Table(table, columns, where);
            });
        } catch (SafecsvException e) {
            own.mistake(e.getMessage().contains("--where") ? "where" : "table", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Source> query(YamlMapping own, Map<String, DateText> params, Optional<Incremental> incremental) {
        for (String key : List.of("columns", "where")) {
            if (values.has(key)) {
                own.mistake(key, "this goes with table; put it into the query");
            }
        }
        Optional<Path> file =
                values.parsed("query-file", text -> folder.resolve(text).normalize());
        Optional<String> sql = file.flatMap(path -> text(own, path));
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> sample = new HashMap<>();
        params.forEach((name, text) -> sample.put(name, text.at(ZonedDateTime.parse("2024-02-29T12:00:00Z"))));
        incremental.ifPresent(section -> {
            sample.put(WATERMARK, section.start().orElse("0"));
            if (section.start().isEmpty()) {
                own.mistake("incremental", "with query-file, 'start' says what :watermark is in the first run");
            }
        });
        try {
            LexicalCheck.check(sql.get());
            NamedParameters.bind(sql.get(), sample);
        } catch (SafecsvException e) {
            own.mistake("query-file", "%s: %s".formatted(file.get(), e.getMessage()));
        }
        return Optional.of(new Source.Query(file.get(), sql.get()));
    }

    private static Optional<String> text(YamlMapping own, Path path) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            own.mistake("query-file", "%s is not UTF-8 text".formatted(path));
        } catch (IOException e) {
            own.mistake("query-file", "%s can't be read: %s".formatted(path, IoReason.of(e)));
        }
        return Optional.empty();
    }
}
