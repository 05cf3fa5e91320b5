package safecsv.schedule;

import java.time.Instant;

/** Takes what happens, for people and programs that watch; called by several threads, and never fails. */
@FunctionalInterface
public interface Journal {
    /** How much it matters. */
    enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /**
     * Something that happened.
     *
     * @param job whose affair it is, or null where it is nobody's alone
     */
    record Note(Instant at, Level level, String job, String message) {}

    /** Takes a note. */
    void note(Note note);
}
