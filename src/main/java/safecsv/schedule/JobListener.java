package safecsv.schedule;

import safecsv.export.ExportListener;
import safecsv.schedule.jobs.Job;

/** Writes into the journal what a running export has to say; nobody is there to be asked. */
final class JobListener implements ExportListener {
    private final JobRunner runner;
    private final Job job;
    private boolean waits;

    JobListener(JobRunner runner, Job job) {
        this.runner = runner;
        this.job = job;
    }

    @Override
    public void notice(String sentence) {
        runner.note(Journal.Level.INFO, job, sentence);
    }

    /** Once for each wait, not for each number. */
    @Override
    public synchronized void waiting(String reason) {
        if (reason != null && !waits) {
            runner.note(Journal.Level.INFO, job, "waits: " + reason);
        } else if (reason == null && waits) {
            runner.note(Journal.Level.INFO, job, "goes on");
        }
        waits = reason != null;
    }

    @Override
    public boolean goOn(String sentence) {
        return true;
    }
}
