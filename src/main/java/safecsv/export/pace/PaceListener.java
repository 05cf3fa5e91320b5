package safecsv.export.pace;

import safecsv.SafecsvException;

/** Who hears what a {@link Pace} decides. Called from any thread; must not block for long. */
public interface PaceListener {
    /**
     * Tells that it waits.
     *
     * @param reason why no rows are taken for now ("Threads_running 73 > 50"); null: they are taken again
     */
    void waiting(String reason);

    /** Tells a sentence that the user should know before the end. */
    void notice(String sentence);

    /** Ends the export with this error. Called at most once. */
    void stop(SafecsvException why);
}
