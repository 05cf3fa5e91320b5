/**
 * Exports on time: each due time of a job leads to one complete file, or to an alarm. Entry points:
 * {@link safecsv.schedule.JobRunner} for one turn of one job, {@link safecsv.schedule.Daemon} for all of them, all the time,
 * and {@link safecsv.schedule.JobStatus} for how they stand. What is done is written to the run log before and after it is
 * done, so an interruption at any moment leaves something that the next turn can finish or repeat.
 */
package safecsv.schedule;
