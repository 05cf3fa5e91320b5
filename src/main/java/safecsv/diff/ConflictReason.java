package safecsv.diff;

import java.util.Locale;

/** Why a row's change can't be made as it stands. */
public enum ConflictReason {
    /** The database has changed what the CSV changes or lacks. */
    CHANGED,
    /** The row is gone from the database. */
    GONE,
    /** The row is new in the CSV, and the database has another one of this key by now. */
    EXISTS,
    /** The server takes the key for the same as another row's, by the column's collation, so the row can't be inserted. */
    KEY_TAKEN,
    /** Another row has the value of a unique key, and keeps it. */
    VALUE_TAKEN,
    /** Rows exchange values of a unique key, and nothing but a step in between, which a trigger or a foreign key would see, could do it. */
    EXCHANGE;

    /** As the JSON has it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
