package safecsv.schedule.log;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a job stands: the sum of its run log. Used by one thread at a time. */
public final class JobState {
    private final Map<Path, PublishedFile> files = new LinkedHashMap<>();
    private Instant handledUntil;
    private RunEvent unfinished;
    private Instant begun;
    private RunEvent lastSkipped;
    private RunEvent lastFailure;
    private RunEvent lastEnd;
    private RunEvent lastSuccess;
    private String watermark;
    private boolean elsewhereSinceWatermark;
    private int failedRuns;
    private Instant toldOfFailure;
    private boolean noticeOwed;
    private RunEvent untoldSkipped;
    private Instant toldOfSkipped;
    private RunEvent failedNotice;

    /** Whether the job was ever seen. */
    public boolean isNew() {
        return handledUntil == null;
    }

    /** Every due time until then is done, failed for good or skipped; null for a new job. */
    public Instant handledUntil() {
        return handledUntil;
    }

    /** The attempt that has begun and not ended, as far as this log says. */
    public Optional<RunEvent> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    /** Whether the run of this due time was begun and has not ended. */
    public boolean isBegun(Instant due) {
        return due.equals(begun);
    }

    /** The last due times that were left out, where none after them was run. */
    public Optional<RunEvent> lastSkipped() {
        return Optional.ofNullable(lastSkipped);
    }

    /** The failed attempt at a due time that is not handled yet. */
    public Optional<RunEvent> pendingFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** Failed attempts at this due time so far. */
    public int failedAttempts(Instant due) {
        return lastFailure != null && lastFailure.due().equals(due) ? lastFailure.attempt() : 0;
    }

    /** The event that ended the last due time that was run: SUCCEEDED, FAILED or ELSEWHERE. */
    public Optional<RunEvent> lastEnd() {
        return Optional.ofNullable(lastEnd);
    }

    /** The last published run. */
    public Optional<RunEvent> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    /** The highest value that a published incremental file holds. */
    public Optional<String> watermark() {
        return Optional.ofNullable(watermark);
    }

    /** Whether another host has run it since, so that the watermark here is not the last one. */
    public boolean elsewhereSinceWatermark() {
        return elsewhereSinceWatermark;
    }

    /** Runs that failed for good since the last success. */
    public int failedRuns() {
        return failedRuns;
    }

    /** When a failure was last told of; empty since the last success. */
    public Optional<Instant> toldOfFailure() {
        return Optional.ofNullable(toldOfFailure);
    }

    /** Whether the last end has not been told of yet. */
    public boolean noticeOwed() {
        return noticeOwed;
    }

    /** Due times that were left out and that nobody was told of yet. */
    public Optional<RunEvent> untoldSkipped() {
        return Optional.ofNullable(untoldSkipped);
    }

    /** When it was last told that due times were left out. */
    public Optional<Instant> toldOfSkipped() {
        return Optional.ofNullable(toldOfSkipped);
    }

    /** The last notice, where it could not be given. */
    public Optional<RunEvent> failedNotice() {
        return Optional.ofNullable(failedNotice);
    }

    /** The files that this job has published and not removed, the oldest first. */
    public Collection<PublishedFile> files() {
        return List.copyOf(files.values());
    }

    /** The file of this name that this job published, if it did. */
    public Optional<PublishedFile> file(Path path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Takes the next event of the log in. */
    public void accept(RunEvent event) {
        switch (event.kind()) {
            case ENROLLED -> handle(event.due());
            case STARTED, PUBLISHING -> {
                unfinished = event;
                begun = event.due();
                untoldSkipped = null; // it is told before a run begins, but for logs of versions that did not tell
            }
            case INTERRUPTED -> {
                unfinished = null;
                begun = event.due();
            }
            case SUCCEEDED -> succeeded(event);
            case FAILED -> failed(event);
            case SKIPPED -> {
                handle(event.due());
                lastSkipped = event;
                untoldSkipped = event;
            }
            case ELSEWHERE -> {
                ended(event);
                elsewhereSinceWatermark = true;
                failedRuns = 0;
                noticeOwed = false;
            }
            case REMOVED -> files.remove(event.file().path());
            case NOTICE -> told(event);
            case ALARM -> {
                untoldSkipped = null;
                toldOfSkipped = event.count() > 0 ? event.at() : toldOfSkipped;
                noticed(event);
            }
            case CHECKPOINT -> checkpoint(event);
        }
    }

    private void succeeded(RunEvent event) {
        ended(event);
        files.remove(event.file().path());
        files.put(event.file().path(), event.file());
        lastSuccess = event;
        if (event.watermark() != null) {
            watermark = event.watermark();
        }
        elsewhereSinceWatermark = false;
        failedRuns = 0;
        toldOfFailure = null;
    }

    private void failed(RunEvent event) {
        unfinished = null;
        if (event.retryAt() == null) {
            ended(event);
            failedRuns++;
        } else {
            lastFailure = event;
        }
    }

    private void ended(RunEvent event) {
        unfinished = null;
        lastEnd = event;
        lastSkipped = null;
        noticeOwed = true;
        handle(event.due());
    }

    private void told(RunEvent event) {
        noticeOwed = false;
        if (lastEnd != null && lastEnd.kind() == RunEvent.Kind.FAILED && event.count() > 0) {
            toldOfFailure = event.at();
        }
        noticed(event);
    }

    private void noticed(RunEvent event) {
        if (event.count() != 0) {
            failedNotice = event.count() < 0 ? event : null;
        }
    }

    private void handle(Instant due) {
        if (handledUntil == null || due.isAfter(handledUntil)) {
            handledUntil = due;
        }
        if (begun != null && !begun.isAfter(handledUntil)) {
            begun = null;
        }
        if (lastFailure != null && !lastFailure.due().isAfter(handledUntil)) {
            lastFailure = null;
        }
    }

    private void checkpoint(RunEvent event) {
        handledUntil = event.due();
        watermark = event.watermark();
        failedRuns = (int) event.count();
        toldOfFailure = event.retryAt();
        elsewhereSinceWatermark = "elsewhere".equals(event.message());
        noticeOwed = false;
        untoldSkipped = null;
    }

    /** Whether nothing is unfinished or owed, so that {@link #asEvents} has everything. */
    boolean isSettled() {
        return unfinished == null && begun == null && lastFailure == null && !noticeOwed && untoldSkipped == null;
    }

    /** Events that lead to this state, for a log that is begun anew; only where it is settled. */
    List<RunEvent> asEvents(Instant now) {
        List<RunEvent> events = new ArrayList<>();
        for (PublishedFile file : files.values()) {
            events.add(
                    RunEvent.of(RunEvent.Kind.SUCCEEDED, file.due(), file.due()).withFile(file));
        }
        if (lastSuccess != null) {
            events.add(lastSuccess);
        }
        if (lastEnd != null && !lastEnd.equals(lastSuccess)) {
            events.add(lastEnd);
        }
        if (lastSkipped != null) {
            events.add(lastSkipped);
        }
        if (failedNotice != null) {
            events.add(failedNotice);
        }
        events.add(RunEvent.of(RunEvent.Kind.CHECKPOINT, now, handledUntil)
                .withWatermark(watermark)
                .withCount(failedRuns)
                .withRetryAt(toldOfFailure)
                .withMessage(elsewhereSinceWatermark ? "elsewhere" : null));
        return events;
    }
}
