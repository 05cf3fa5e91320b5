package safecsv.schedule.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import safecsv.SafecsvException;
import safecsv.export.ParallelRequest;
import safecsv.export.pace.LoadLimit;
import safecsv.export.pace.PaceLimits;
import safecsv.export.pace.Rate;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.TrustedFunctions;
import safecsv.mysql.sql.LexicalCheck;
import safecsv.schedule.jobs.Job.Reading;

/** Reads the keys about how a job reads from its server: the options of the command line by their names. */
final class ReadingSection {
    static final List<String> KEYS = List.of(
            "throttle",
            "max-load",
            "critical-load",
            "max-lag",
            "heartbeat-query",
            "yield-to-ddl",
            "max-rows",
            "trust-functions");

    private final YamlValues values;

    ReadingSection(YamlValues values) {
        this.values = values;
    }

    Reading read() {
        Optional<Duration> maxLag = values.duration("max-lag");
        Optional<String> heartbeat = values.text("heartbeat-query");
        if (heartbeat.isPresent() && !values.has("max-lag")) {
            values.with("heartbeat-query").mistake("heartbeat-query", "this goes with max-lag");
        }
        heartbeat.ifPresent(this::requireHarmless);
        PaceLimits pace = new PaceLimits(
                each("throttle", Rate::parse),
                each("max-load", LoadLimit::parse),
                each("critical-load", LoadLimit::parse),
                new PaceLimits.Lag(maxLag, heartbeat),
                values.yesOrNo("yield-to-ddl").orElse(true) ? PaceLimits.OnDdl.YIELD : PaceLimits.OnDdl.GO_ON,
                Long.MAX_VALUE);
        Optional<Long> parallel = values.number("parallel", 1, ParallelRequest.MOST_CONNECTIONS);
        if (parallel.isPresent() && values.has("query-file")) {
            values.with("parallel").mistake("parallel", "this goes with table; a query can't be divided");
        }
        return new Reading(
                pace,
                values.number("max-rows", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
                Math.toIntExact(parallel.orElse(0L)),
                trusted());
    }

    /** true, false, or the names of those that are trusted. */
    private TrustedFunctions trusted() {
        String key = "trust-functions";
        YamlMapping mapping = values.with(key);
        List<String> texts = mapping.oneOrMoreTexts(key);
        if (texts.isEmpty() || texts.equals(List.of("false"))) {
            return TrustedFunctions.NONE;
        }
        if (texts.equals(List.of("true"))) {
            return TrustedFunctions.ALL;
        }
        try {
            return TrustedFunctions.parse(String.join(",", texts));
        } catch (SafecsvException e) {
            mapping.mistake(key, e.getMessage());
            return TrustedFunctions.NONE;
        }
    }

    /** What can be said of a heartbeat query without a server. */
    private void requireHarmless(String heartbeat) {
        try {
            LexicalCheck.check(NamedParameters.bind(heartbeat, Map.of()).sql());
        } catch (SafecsvException e) {
            values.with("heartbeat-query").mistake("heartbeat-query", e.getMessage());
        }
    }

    /** One text, or a list; several in one text with commas, as on the command line. */
    private <T> List<T> each(String key, Function<String, T> parse) {
        YamlMapping mapping = values.with(key);
        List<T> parsed = new ArrayList<>();
        for (String text : mapping.oneOrMoreTexts(key)) {
            for (String part : text.split(",", -1)) {
                try {
                    parsed.add(parse.apply(part.strip()));
                } catch (IllegalArgumentException e) {
                    mapping.mistake(key, e.getMessage());
                }
            }
        }
        return parsed;
    }
}
