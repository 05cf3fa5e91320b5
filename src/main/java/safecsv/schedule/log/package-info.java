/**
 * What happened to each job, kept so that a kill at any moment loses nothing: one append-only file of JSON Lines for each
 * job, synced line by line, under a lock of that job. Entry points: {@link safecsv.schedule.log.JobLock} and
 * {@link safecsv.schedule.log.JobLog}. A line that a kill cut short is dropped; a damaged line elsewhere is an error.
 */
package safecsv.schedule.log;
