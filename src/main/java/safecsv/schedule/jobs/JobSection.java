package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import safecsv.SafecsvException;
import safecsv.export.OutputForm;
import safecsv.export.mask.Masks;
import safecsv.schedule.jobs.Job.Attempts;
import safecsv.schedule.jobs.Job.CatchUp;
import safecsv.schedule.jobs.Job.Expectations;
import safecsv.schedule.jobs.Job.Incremental;
import safecsv.schedule.jobs.Job.Keep;
import safecsv.schedule.jobs.Job.Notices;
import safecsv.schedule.jobs.Job.Output;
import safecsv.schedule.jobs.Job.Reading;

/** Reads one job. */
final class JobSection {
    static final List<String> DEFAULT_KEYS = Stream.of(
                    List.of("cron", "time-zone"),
                    OutputFormSection.KEYS,
                    ReadingSection.KEYS,
                    List.of(
                            "keep",
                            "timeout",
                            "retries",
                            "catch-up",
                            "late-after",
                            "expect",
                            "on-success",
                            "on-failure"))
            .flatMap(List::stream)
            .toList();
    static final List<String> KEYS = Stream.concat(
                    Stream.of(
                            "query-file",
                            "table",
                            "columns",
                            "where",
                            "params",
                            "output",
                            "mask",
                            "incremental",
                            "parallel"),
                    DEFAULT_KEYS.stream())
            .toList();
    static final List<String> KEEP_KEYS = List.of("last", "days");
    static final List<String> RETRY_KEYS = List.of("times", "delay", "factor", "max-delay");
    static final List<String> EXPECT_KEYS = List.of("min-rows", "max-shrink");
    static final List<String> INCREMENTAL_KEYS = List.of("column", "start");

    /** Longer than an export should take, and short enough that one that hangs is told of on its day. */
    private static final Duration TIMEOUT = Duration.ofHours(6);

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(?:\\.\\d+)?|100)\\s*%");

    private static final Pattern STRFTIME = Pattern.compile("%[YmdFHMS]");

    private final String name;
    private final YamlValues values;
    private final Path folder;

    JobSection(String name, YamlValues values, Path folder) {
        this.name = name;
        this.values = values;
        this.folder = folder;
    }

    /** Empty where there was a mistake without which no job can be made. */
    Optional<Job> read() {
        Optional<CronSchedule> schedule = schedule();
        Map<String, DateText> params = params();
        Optional<Incremental> incremental = incremental();
        Optional<Output> output = output();
        Optional<Job.Source> source = new SourceSection(values, folder).read(params, incremental);
        Reading reading = new ReadingSection(values).read();
        Expectations expectations = expectations();
        Keep keep = keep();
        Attempts attempts = attempts();
        Optional<CatchUp> catchUp = values.constant("catch-up", CatchUp.class);
        Optional<Duration> lateAfter = values.duration("late-after");
        Notices notices = new Notices(
                NoticeSection.read(values, "on-success", NoticeSection.SUCCESS_KEYS, folder),
                NoticeSection.read(values, "on-failure", NoticeSection.FAILURE_KEYS, folder));
        if (schedule.isEmpty() || output.isEmpty() || source.isEmpty()) {
            return Optional.empty();
        }
        requireClearWatermark(output.get(), source.get(), incremental);
        Job job = new Job(
                name,
                schedule.get(),
                source.get(),
                params,
                output.get(),
                reading,
                keep,
                attempts,
                catchUp.orElse(CatchUp.LATEST),
                incremental,
                expectations,
                notices,
                lateAfter.orElse(Duration.ofMinutes(15)));
        job.schedule()
                .nextAfter(Instant.now())
                .flatMap(due -> Surroundings.ofOutput(job.output().at(job.scheduled(due))))
                .ifPresent(lack -> values.with("output").lack("output", lack));
        new OutputNames(job)
                .problem(Instant.now())
                .ifPresent(problem -> values.with("output").mistake("output", problem));
        return Optional.of(job);
    }

    /** Masks that the query states need the key as well; and the run log holds watermarks as they are. */
    private void requireClearWatermark(Output output, Job.Source source, Optional<Incremental> incremental) {
        try {
            Masks masks = masks(output.form().masks(), source);
            if (incremental.isPresent() && masks.of(incremental.get().column()).isPresent()) {
                values.with("incremental")
                        .mistake(
                                "incremental",
                                "its column is masked, but the run log holds its highest value in clear");
            }
        } catch (SafecsvException e) {
            String key = source instanceof Job.Source.Query ? "query-file" : "where";
            values.with(key).mistake(key, e.getMessage());
        }
    }

    private static Masks masks(Masks stated, Job.Source source) {
        if (source instanceof Job.Source.Query query) {
            return stated.withHeaderOf(query.sql());
        }
        ((Job.Source.Table) source).where().ifPresent(stated::requireNoneIn);
        return stated;
    }

    private Optional<CronSchedule> schedule() {
        values.requireKey("cron");
        Optional<ZoneId> zone = values.has("time-zone")
                ? values.parsed("time-zone", JobSection::zone)
                : Optional.of(ZoneId.systemDefault());
        ZoneId judged = zone.orElse(ZoneId.of("UTC"));
        return values.parsed("cron", text -> CronSchedule.of(text, judged)).filter(read -> zone.isPresent());
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'%s' is no time zone".formatted(text)
                            + Nearest.to(text, ZoneId.getAvailableZoneIds())
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(" (they are named like Europe/Berlin and UTC)"),
                    e);
        }
    }

    private Map<String, DateText> params() {
        Map<String, DateText> params = new LinkedHashMap<>();
        YamlMapping own = values.with("params");
        for (Map.Entry<String, Node> entry : own.entries("params").entrySet()) {
            if (!(entry.getValue() instanceof ScalarNode scalar)) {
                own.mistakes().add(entry.getValue(), "the parameter '%s' must be a text".formatted(entry.getKey()));
                continue;
            }
            try {
                params.put(entry.getKey(), DateText.of(scalar.getValue()));
            } catch (IllegalArgumentException e) {
                own.mistakes().add(scalar, "'%s': %s".formatted(entry.getKey(), e.getMessage()));
                params.put(entry.getKey(), DateText.of("")); // so that the query does not miss it as well
            }
        }
        return params;
    }

    private Optional<Output> output() {
        values.requireKey("output");
        Optional<DateText> path = values.parsed("output", text -> {
            if (text.endsWith("/") || text.endsWith("\\")) {
                throw new IllegalArgumentException("this names a folder; name a file in it");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a line break or another control character is in the name");
            }
            if (STRFTIME.matcher(text).find() || text.contains("$(")) {
                throw new IllegalArgumentException(
                        "this is filled in by no shell; dates are written {scheduled:yyyy-MM-dd}");
            }
            // The folder may have braces in its own name, which are no dates.
            String prefix = folder.toString().replace("{", "{{").replace("}", "}}");
            return DateText.of(Path.of(text).isAbsolute() ? text : prefix + "/" + text);
        });
        OutputForm form = new OutputFormSection(values, folder).read();
        return path.map(text -> new Output(text, form));
    }

    private Keep keep() {
        return values.mapping("keep", KEEP_KEYS)
                .map(section -> new Keep(
                        Math.toIntExact(section.number("last", 1, 1_000_000).orElse(0L)),
                        Duration.ofDays(section.number("days", 1, 36_500).orElse(0L))))
                .orElse(Keep.ALL);
    }

    private Attempts attempts() {
        Duration timeout = values.duration("timeout").orElse(TIMEOUT);
        Optional<YamlValues> section = values.mapping("retries", RETRY_KEYS);
        return new Attempts(
                timeout,
                Math.toIntExact(
                        section.flatMap(keys -> keys.number("times", 0, 1000)).orElse(5L)),
                section.flatMap(keys -> keys.duration("delay")).orElse(Duration.ofMinutes(1)),
                section.flatMap(keys -> keys.parsed("factor", JobSection::factor))
                        .orElse(2.0),
                section.flatMap(keys -> keys.duration("max-delay")).orElse(Duration.ofHours(1)));
    }

    private static double factor(String text) {
        try {
            double factor = Double.parseDouble(text);
            if (factor >= 1 && factor <= 100) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no number".formatted(text), e);
        }
        throw new IllegalArgumentException("%s is not between 1 and 100".formatted(text));
    }

    private Expectations expectations() {
        Optional<YamlValues> section = values.mapping("expect", EXPECT_KEYS);
        Optional<Double> shrink = section.flatMap(keys -> keys.parsed("max-shrink", text -> {
            Matcher matcher = PERCENT.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'%s' is no percentage; write it as 50%%".formatted(text));
            }
            return Double.parseDouble(matcher.group(1)) / 100;
        }));
        if (shrink.isPresent() && values.has("incremental")) {
            section.get().with("max-shrink").mistake("max-shrink", "an incremental job's files have no common size");
        }
        return new Expectations(
                section.flatMap(keys -> keys.number("min-rows", 0, Long.MAX_VALUE))
                        .orElse(0L),
                shrink.orElse(1.0));
    }

    private Optional<Incremental> incremental() {
        return values.mapping("incremental", INCREMENTAL_KEYS)
                .flatMap(section ->
                        section.required("column").map(column -> new Incremental(column, section.text("start"))));
    }
}
