package safecsv.schedule.log;

import java.time.Instant;
import java.util.Objects;

/**
 * One line of a run log. What an event has nothing to say about is null or 0.
 *
 * @param at when it was written
 * @param due the due time that it is about; of {@link Kind#SKIPPED} the last one
 * @param attempt which attempt at that due time, from 1
 * @param file of {@link Kind#STARTED} where the file will be prepared and go; of PUBLISHING and SUCCEEDED the whole of it
 * @param watermark the highest value that the file holds
 * @param retryAt of {@link Kind#FAILED} when it is tried again; null if it is not
 * @param message what went wrong, or why; for people
 * @param count of {@link Kind#SKIPPED} how many due times; of SUCCEEDED the milliseconds that it took; of NOTICE and ALARM 1
 *     where somebody was told, -1 where that failed, 0 where nobody was to be told
 */
public record RunEvent(
        Kind kind,
        Instant at,
        Instant due,
        int attempt,
        PublishedFile file,
        String watermark,
        Instant retryAt,
        String message,
        long count) {
    /** What happened. */
    public enum Kind {
        /** The job was seen for the first time; what was due before does not count. */
        ENROLLED,
        /** An attempt begins. */
        STARTED,
        /** The file is complete under its temporary name and will get its own. */
        PUBLISHING,
        /** The file has its name. */
        SUCCEEDED,
        /** An attempt failed. */
        FAILED,
        /** An attempt was ended from outside; the run is still to be done. */
        INTERRUPTED,
        /** Due times that will not be run. */
        SKIPPED,
        /** Another host has done it. */
        ELSEWHERE,
        /** A file of an earlier run was removed, or is no longer this job's to remove. */
        REMOVED,
        /** Somebody was told how a run ended, or could not be. */
        NOTICE,
        /** Somebody was told of due times that were left out or are late, or could not be. */
        ALARM,
        /** Where a job stands, at the head of a log that was begun anew. */
        CHECKPOINT
    }

    public RunEvent {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(at);
    }

    /** An event about a due time. */
    public static RunEvent of(Kind kind, Instant at, Instant due) {
        return new RunEvent(kind, at, due, 0, null, null, null, null, 0);
    }

    /** This event with another attempt. */
    public RunEvent withAttempt(int number) {
        return new RunEvent(kind, at, due, number, file, watermark, retryAt, message, count);
    }

    /** This event with a file. */
    public RunEvent withFile(PublishedFile other) {
        return new RunEvent(kind, at, due, attempt, other, watermark, retryAt, message, count);
    }

    /** This event with a watermark. */
    public RunEvent withWatermark(String value) {
        return new RunEvent(kind, at, due, attempt, file, value, retryAt, message, count);
    }

    /** This event with a time of the next attempt. */
    public RunEvent withRetryAt(Instant moment) {
        return new RunEvent(kind, at, due, attempt, file, watermark, moment, message, count);
    }

    /** This event with a message. */
    public RunEvent withMessage(String text) {
        return new RunEvent(kind, at, due, attempt, file, watermark, retryAt, text, count);
    }

    /** This event with a count. */
    public RunEvent withCount(long number) {
        return new RunEvent(kind, at, due, attempt, file, watermark, retryAt, message, number);
    }
}
