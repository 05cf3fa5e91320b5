package safecsv.schedule;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.ExportListener;
import safecsv.export.ExportRequest;
import safecsv.export.ExportSource;
import safecsv.export.ExportSummary;
import safecsv.export.ExportTarget;
import safecsv.export.Exporter;
import safecsv.export.ParallelExporter;
import safecsv.export.ParallelRequest;
import safecsv.export.RunningExport;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.HighestValue;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.SnapshotAgreement;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TrustedFunctions;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.Job.Source;
import safecsv.schedule.log.JobState;

/** What the export engine is asked for by one run of a job. */
record JobExport(ExportRequest request, int parallel, Optional<String> watermark) {
    private static final String WATERMARK = "watermark";

    /**
     * Decides what to export; for an incremental job, asks the server how far the file will reach.
     *
     * @throws SafecsvException code 4 where an incremental job can't know what its last file holds
     */
    static JobExport of(Job job, JobState state, ZonedDateTime scheduled, Path staged, ConnectionPool pool) {
        Map<String, String> values = new HashMap<>();
        job.params().forEach((name, text) -> values.put(name, text.at(scheduled)));
        Optional<String> reached = Optional.empty();
        ExportSource source;
        if (job.incremental().isEmpty()) {
            source = whole(job, values);
        } else {
            requireKnownWatermark(state);
            String column = job.incremental().get().column();
            Optional<String> low =
                    state.watermark().or(() -> job.incremental().get().start());
            low.ifPresent(value -> values.put(WATERMARK, value));
            BoundQuery fresh = fresh(job, values, column, low);
            reached = HighestValue.of(
                    pool, fresh, trusted(job), column, job.attempts().timeout());
            source = job.source() instanceof Source.Query
                    ? new ExportSource.Query(HighestValue.upTo(fresh, column, reached), false, trusted(job))
                    : upTo(job, column, low, reached);
        }
        ExportRequest request = new ExportRequest(
                source,
                new ExportTarget.File(staged, false),
                job.output().form(),
                new ExportRequest.Limits(job.reading().maxRows(), job.attempts().timeout()),
                job.reading().pace());
        return new JobExport(request, job.reading().parallel(), reached);
    }

    /** The export itself, not yet begun. */
    RunningExport<ExportSummary> on(ConnectionPool pool, ExportListener listener) {
        if (parallel == 0) {
            return new Exporter(pool, request, listener);
        }
        return new ParallelExporter(
                pool,
                new ParallelRequest(request, parallel, SnapshotAgreement.PROVEN, ParallelRequest.Resume.NEVER),
                listener);
    }

    private static void requireKnownWatermark(JobState state) {
        if (state.elsewhereSinceWatermark()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Another host ran this incremental job, and only its state folder knows how far its files reach."
                            + " Nothing was exported, since rows would come twice. Give all hosts one state folder"
                            + " ('state' in the jobs file).");
        }
    }

    private static TrustedFunctions trusted(Job job) {
        return job.reading().trusted();
    }

    private static ExportSource whole(Job job, Map<String, String> values) {
        if (job.source() instanceof Source.Query query) {
            return new ExportSource.Query(NamedParameters.bind(query.sql(), values), false, trusted(job));
        }
        return table(job, Optional.empty());
    }

    private static BoundQuery fresh(Job job, Map<String, String> values, String column, Optional<String> low) {
        if (job.source() instanceof Source.Query query) {
            return NamedParameters.bind(query.sql(), values);
        }
        Source.Table table = (Source.Table) job.source();
        return HighestValue.query(new TableSelect(table.table(), List.of(), condition(table, above(column, low))));
    }

    private static ExportSource upTo(Job job, String column, Optional<String> low, Optional<String> high) {
        String until =
                high.map(value -> HighestValue.condition(column, "<=", value)).orElse("FALSE");
        return table(
                job,
                Optional.of(Stream.concat(above(column, low).stream(), Stream.of(until))
                        .collect(Collectors.joining(" AND "))));
    }

    private static Optional<String> above(String column, Optional<String> low) {
        return low.map(value -> HighestValue.condition(column, ">", value));
    }

    private static ExportSource table(Job job, Optional<String> condition) {
        Source.Table table = (Source.Table) job.source();
        return new ExportSource.Table(
                new TableSelect(table.table(), table.columns(), condition(table, condition)), false, trusted(job));
    }

    private static Optional<String> condition(Source.Table table, Optional<String> more) {
        // The line break keeps a comment at the end of the condition from swallowing the parenthesis.
        List<String> parts = Stream.concat(table.where().map(where -> "(" + where + "\n)").stream(), more.stream())
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", parts));
    }

    /** Without its folder, which may be another on each host. */
    private static String fileName(Job job) {
        String path = job.output().path().toString();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of a job's lock on its server: the same wherever the same job reads the same data for the same file. */
    static String lockName(Job job, String user, String database) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String source = job.source() instanceof Source.Query query
                    ? query.sql()
                    : job.source().toString();
            for (String part : List.of(
                    job.name(),
                    user,
                    database,
                    source,
                    job.schedule().toString(),
                    job.schedule().zone().getId(),
                    fileName(job))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "safecsv/" + HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
