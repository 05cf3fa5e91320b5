/**
 * Says whether this account, this server and this machine are ready, and the smallest GRANT that would do. Facts are
 * gathered first ({@link safecsv.doctor.Facts}); each {@link safecsv.doctor.Check} then turns them into findings and knows
 * neither server nor disk. Entry point: {@link safecsv.doctor.Doctor}. It changes nothing: no setting, no permission; in the
 * output directory it makes one empty file and removes it.
 */
package safecsv.doctor;
