package safecsv.doctor;

/** How a finding is meant. */
public enum Mark {
    /** As it should be, or only to be known. */
    OK,
    /** An export works, but somebody ought to know. */
    WARN,
    /** An export does not work. */
    FAIL
}
