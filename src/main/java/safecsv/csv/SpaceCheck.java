package safecsv.csv;

/** Whether files stop growing before the disk is full. */
public enum SpaceCheck {
    /** They do: see {@link DiskSpace}. */
    ON,
    /** They grow until the operating system refuses to write. */
    OFF
}
