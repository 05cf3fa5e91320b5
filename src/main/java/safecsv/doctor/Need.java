package safecsv.doctor;

/**
 * One privilege that a purpose takes.
 *
 * @param privilege as GRANT names it
 * @param place what it must be for
 */
record Need(String privilege, Place place) {
    /** What a privilege is for. */
    enum Place {
        /** The tables that were asked for, or else the default database. */
        DATA,
        /** The databases of those tables: the privilege has no smaller place. */
        SCHEMA,
        /** {@code *.*}: the privilege has no smaller place. */
        SERVER,
        /** The tables of performance_schema that show locks. */
        LOCKS
    }
}
