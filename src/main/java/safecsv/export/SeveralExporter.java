package safecsv.export;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.FileSet;
import safecsv.export.mask.Masks;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.ReadSession;

/**
 * Several tables or queries, one after another on one connection, all read from one snapshot and published together: when
 * one fails, or the export is interrupted, none is there. Each is checked by the server before the first is read.
 */
public final class SeveralExporter implements RunningExport<SeveralSummary> {
    private final ConnectionPool pool;
    private final SeveralRequest request;
    private final ExportControl control;

    public SeveralExporter(ConnectionPool pool, SeveralRequest request, ExportListener listener) {
        this.pool = Objects.requireNonNull(pool);
        this.request = Objects.requireNonNull(request);
        this.control = new ExportControl(pool, request.limits(), request.pace(), listener);
    }

    @Override
    public ExportProgress progress() {
        return control.progress();
    }

    @Override
    public SeveralSummary run() throws OutputClosedException {
        return control.run(ExportPlace.ofDirectory(request.directory()), this::export);
    }

    @Override
    public void interrupt() {
        control.stop(StopReason.INTERRUPTED);
    }

    private SeveralSummary export() throws IOException, InterruptedException {
        try (ReadSession session =
                control.enter(ReadSession.open(pool, request.limits().timeout()))) {
            List<ExportRequest> requests = SeveralFiles.of(request, session);
            Map<ExportRequest, QueryCopy> copies = checked(session, requests);
            List<String> warnings = new ArrayList<>(ExportWarnings.ofConnecting(pool));
            warnings.addAll(ExportWarnings.outsideSnapshots(
                    session, copies.values().stream().map(QueryCopy::query).toList()));
            Preflight.requireRoom(
                    request.directory(),
                    copies.values().stream()
                            .map(QueryCopy::expectedSize)
                            .reduce(ExpectedSize.UNKNOWN, ExpectedSize::plus),
                    control.listener());
            control.pace().beforeQuery();
            Instant time = session.serverTime();
            session.takeSnapshot();
            try (FileSet files = new FileSet(request.limits().space())) {
                List<ExportSummary> summaries = new ArrayList<>();
                for (ExportRequest one : requests) {
                    summaries.add(copy(one, copies.get(one), session, files, time));
                }
                control.lastRow();
                files.publish();
                return new SeveralSummary(
                        request.directory().toString(),
                        pool.settings().place(),
                        summaries,
                        control.elapsed(),
                        time,
                        control.pace().summary(),
                        warnings);
            }
        }
    }

    private Map<ExportRequest, QueryCopy> checked(ReadSession session, List<ExportRequest> requests)
            throws InterruptedException {
        Map<ExportRequest, QueryCopy> copies = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        List<SafecsvException> notEditable = new ArrayList<>();
        for (ExportRequest one : requests) {
            control.requireRunning();
            one.target().check(one.form().file().split());
            QueryCopy copy = new QueryCopy(one, control, control.pace());
            try {
                copy.check(session);
            } catch (SafecsvException e) {
                if (!one.source().editable() || e.exitCode() != ExitCode.REFUSED) {
                    throw named(one, e);
                }
                notEditable.add(named(one, e));
                continue;
            }
            copies.put(one, copy);
            names.addAll(copy.names());
        }
        refuse(notEditable);
        Set<String> missing = request.form().masks().missing(List.copyOf(names));
        if (!missing.isEmpty()) {
            throw Masks.unknown(missing, List.copyOf(names));
        }
        return copies;
    }

    /** All at once: of many tables several may be so. */
    private void refuse(List<SafecsvException> notEditable) {
        if (!notEditable.isEmpty()) {
            String advice = request.database() == null
                    ? ""
                    : "\n--exclude-table leaves a table out; without --editable it can be exported.";
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    notEditable.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")) + advice,
                    notEditable.get(0));
        }
    }

    private ExportSummary copy(ExportRequest one, QueryCopy copy, ReadSession session, FileSet files, Instant time)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try {
            QueryCopy.Copied copied = copy.run(session, files, time);
            control.progress().nextBegins();
            Duration duration = Duration.ofNanos(System.nanoTime() - began);
            return Exporter.summary(one, copied, pool.settings().place(), duration, time);
        } catch (SafecsvException e) {
            throw named(one, e);
        }
    }

    private static SafecsvException named(ExportRequest one, SafecsvException cause) {
        return new SafecsvException(
                cause.exitCode(), "For %s: %s".formatted(one.target().name(), cause.getMessage()), cause);
    }
}
