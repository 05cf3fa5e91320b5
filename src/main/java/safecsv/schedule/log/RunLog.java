package safecsv.schedule.log;

/** What a turn knows of its job and writes down about it: where the job stands, and one event after another. */
public interface RunLog {
    /** Where the job stands, with everything that was appended. */
    JobState state();

    /**
     * Writes an event down for good.
     *
     * @throws safecsv.SafecsvException code 5 where that can't be done; the log and the state are then as before
     */
    void append(RunEvent event);
}
