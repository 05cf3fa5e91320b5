/**
 * The jobs file: reading it, judging it, and the times that it names. Entry point: {@link safecsv.schedule.jobs.JobsFile}.
 * Nothing here runs, connects or writes anything; every mistake is told with its line and column before something does.
 */
package safecsv.schedule.jobs;
