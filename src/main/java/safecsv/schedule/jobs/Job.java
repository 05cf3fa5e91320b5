package safecsv.schedule.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import safecsv.export.OutputForm;
import safecsv.export.pace.PaceLimits;
import safecsv.mysql.TrustedFunctions;

/**
 * One job of a jobs file, checked. Immutable.
 *
 * @param params values of the query's parameters, by name
 * @param lateAfter how long after a due time there must be a file, before the job counts as late
 */
public record Job(
        String name,
        CronSchedule schedule,
        Source source,
        Map<String, DateText> params,
        Output output,
        Reading reading,
        Keep keep,
        Attempts attempts,
        CatchUp catchUp,
        Optional<Incremental> incremental,
        Expectations expectations,
        Notices notices,
        Duration lateAfter) {

    public Job {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** What due times that were missed lead to. */
    public enum CatchUp {
        /** The last one is run, however late; the others are skipped. */
        LATEST,
        /** Each is run, the oldest first. */
        ALL,
        /** None is run. */
        NONE;

        /** As the jobs file has it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is exported. */
    public sealed interface Source {
        /**
         * A query.
         *
         * @param file where it stands, for messages
         * @param sql its text when the jobs file was read
         */
        record Query(Path file, String sql) implements Source {}

        /**
         * A table.
         *
         * @param where a condition, or empty
         */
        record Table(String table, List<String> columns, Optional<String> where) implements Source {}
    }

    /**
     * The file.
     *
     * @param path an absolute path with dates
     * @param form what the file looks like
     */
    public record Output(DateText path, OutputForm form) {
        /** The deepest folder that the files of all runs are in. */
        public Path constantFolder() {
            String beginning = path.beginning();
            return Path.of(beginning.substring(0, beginning.lastIndexOf('/') + 1))
                    .normalize();
        }

        /** The file of the run that was scheduled for this time. */
        public Path at(ZonedDateTime scheduled) {
            return Path.of(path.at(scheduled));
        }
    }

    /**
     * How the rows are read.
     *
     * @param maxRows most rows of a result; {@code Long.MAX_VALUE} for any number
     * @param parallel connections that read a table in pieces; 0 to read it as one
     * @param trusted the functions and views that are not looked at
     */
    public record Reading(PaceLimits pace, long maxRows, int parallel, TrustedFunctions trusted) {}

    /**
     * How long files stay. A file goes when neither of the two keeps it; with none of them every file stays.
     *
     * @param last the newest so many stay, or 0
     * @param age files up to this age stay, or zero
     */
    public record Keep(int last, Duration age) {
        /** Every file stays. */
        public static final Keep ALL = new Keep(0, Duration.ZERO);
    }

    /**
     * How often and how long a run is tried.
     *
     * @param timeout of one attempt; zero for any time
     * @param retries attempts after the first
     * @param delay before the first retry; it grows by {@code factor} up to {@code longest}
     */
    public record Attempts(Duration timeout, int retries, Duration delay, double factor, Duration longest) {
        /** How long to wait after so many failed attempts, at least one. */
        public Duration delayAfter(int failed) {
            double milliseconds = delay.toMillis() * Math.pow(factor, failed - 1.0);
            return milliseconds >= longest.toMillis() ? longest : Duration.ofMillis(Math.round(milliseconds));
        }
    }

    /**
     * Only what is new since the last file.
     *
     * @param column a column that only grows
     * @param start the watermark before the first run; rows above it are exported
     */
    public record Incremental(String column, Optional<String> start) {}

    /**
     * What a result must be like to be published.
     *
     * @param minRows at least so many rows
     * @param maxShrink the share by which rows may be fewer than in the last published file, from 0 to 1; 1 for any
     */
    public record Expectations(long minRows, double maxShrink) {
        /** Anything. */
        public static final Expectations NONE = new Expectations(0, 1);
    }

    /** Who is told. */
    public record Notices(Optional<Notice> success, Optional<Notice> failure) {}

    /**
     * A command or a webhook.
     *
     * @param command the program and its arguments, with names in braces; empty for a webhook
     * @param folder where the command runs: that of the jobs file
     * @param webhook where to post to, or where that is written
     * @param repeatAfter while a job goes on failing, how long after the last notice there is another
     */
    public record Notice(
            List<String> command, Path folder, Optional<Webhook> webhook, Duration timeout, Duration repeatAfter) {
        /**
         * Where to post to.
         *
         * @param file a file whose first line is the address, where the address is a secret
         */
        public record Webhook(Optional<String> address, Optional<Path> file) {}
    }

    /** The files that it reads, which no job may write, and what they are. */
    public Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        if (source instanceof Source.Query query) {
            files.put(query.file(), "the query-file");
        }
        Stream.of(notices.success(), notices.failure())
                .flatMap(Optional::stream)
                .forEach(notice -> {
                    notice.webhook()
                            .flatMap(Notice.Webhook::file)
                            .ifPresent(file -> files.put(file, "the webhook-file"));
                    notice.command().stream()
                            .limit(1)
                            .filter(program -> program.contains("/"))
                            .forEach(program -> files.put(Path.of(program), "the command"));
                });
        return files;
    }

    /** The scheduled time as the job's dates mean it. */
    public ZonedDateTime scheduled(Instant due) {
        return schedule.local(due);
    }
}
