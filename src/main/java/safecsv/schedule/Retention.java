package safecsv.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import safecsv.csv.IoReason;
import safecsv.schedule.jobs.Job.Keep;
import safecsv.schedule.log.PublishedFile;
import safecsv.schedule.log.RunEvent;
import safecsv.schedule.log.RunLog;

/**
 * Removes a job's old files: only those that its run log names, only while they are byte for byte what was published, and
 * never the newest one.
 */
final class Retention {
    private final RunLog log;
    private final Keep keep;

    Retention(RunLog log, Keep keep) {
        this.log = log;
        this.keep = keep;
    }

    /**
     * Removes what nothing keeps.
     *
     * @return a sentence about each file that was, or could not be, removed
     */
    List<String> apply(Instant now) {
        List<String> told = new ArrayList<>();
        if (keep.equals(Keep.ALL)) {
            return told;
        }
        List<PublishedFile> newestFirst = log.state().files().stream()
                .sorted(Comparator.comparing(PublishedFile::due).reversed())
                .toList();
        for (int i = 1; i < newestFirst.size(); i++) {
            boolean keptAsOneOfTheLast = i < keep.last();
            boolean keptForItsAge =
                    !keep.age().isZero() && newestFirst.get(i).due().isAfter(now.minus(keep.age()));
            if (!keptAsOneOfTheLast && !keptForItsAge) {
                told.add(remove(newestFirst.get(i), now));
            }
        }
        return told;
    }

    private String remove(PublishedFile file, Instant now) {
        String told;
        try {
            if (!Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)) {
                told = "%s is gone already".formatted(file.path());
            } else if (StagedFile.isUnchanged(file)) {
                Files.delete(file.path());
                told = "%s was removed (keep)".formatted(file.path());
            } else {
                told = "%s was changed since it was written, and is left as it is from now on".formatted(file.path());
            }
        } catch (IOException e) {
            return "%s can't be removed: %s".formatted(file.path(), IoReason.of(e));
        }
        log.append(RunEvent.of(RunEvent.Kind.REMOVED, now, file.due())
                .withFile(file)
                .withMessage(told));
        return told;
    }
}
