package safecsv.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import safecsv.schedule.jobs.Job;

/** Which jobs a daemon has and when each wants its next turn. Guarded by the daemon's monitor. */
final class Agenda {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A job, from one turn to the next. */
    static final class Entry {
        private Job job;
        private Instant wake;
        private boolean inFlight;
        /** Whether the jobs file was read again while it was in flight. */
        private boolean readAgain;

        private Entry(Job job, Instant wake) {
            this.job = job;
            this.wake = wake;
        }

        Job job() {
            return job;
        }

        /** Says that a turn has ended. What the job waited for before the file was read again says nothing about it now. */
        void end(Instant next, Instant now) {
            inFlight = false;
            wake = readAgain ? now : next;
        }
    }

    /** Has these jobs and no others from now on; each gets a turn at once. */
    void take(List<Job> jobs, Instant now) {
        Map<String, Entry> old = new LinkedHashMap<>(entries);
        entries.clear();
        for (Job job : jobs) {
            Entry entry = old.getOrDefault(job.name(), new Entry(job, now));
            entry.job = job;
            entry.wake = now;
            entry.readAgain = true;
            entries.put(job.name(), entry);
        }
    }

    int size() {
        return entries.size();
    }

    /** How long until the next turn is wanted, at most the longest wait; negative where one is overdue. */
    Duration untilNextWake(Instant now, Duration longest) {
        return entries.values().stream()
                .filter(entry -> !entry.inFlight)
                .map(entry -> Duration.between(now, entry.wake))
                .min(Comparator.naturalOrder())
                .filter(wait -> wait.compareTo(longest) < 0)
                .orElse(longest);
    }

    /** Gives every job a turn at once: after the clock was put back, what they wait for says nothing any more. */
    void wakeAll(Instant now) {
        entries.values().forEach(entry -> entry.wake = entry.wake.isAfter(now) ? now : entry.wake);
    }

    /** Puts those into flight that want a turn now, the longest waiting first, and not more than so many. */
    List<Entry> begin(Instant now, int most) {
        List<Entry> due = entries.values().stream()
                .filter(entry -> !entry.inFlight && !entry.wake.isAfter(now))
                .sorted(Comparator.comparing((Entry entry) -> entry.wake))
                .limit(Math.max(0, most))
                .toList();
        for (Entry entry : due) {
            entry.inFlight = true;
            entry.readAgain = false;
        }
        return due;
    }
}
