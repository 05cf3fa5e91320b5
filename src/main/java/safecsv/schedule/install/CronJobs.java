package safecsv.schedule.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.CronFields;
import safecsv.schedule.jobs.Job;
import safecsv.schedule.jobs.JobsFile;

/**
 * Kubernetes CronJobs, batch/v1. The folder of the jobs file, with the queries, the state and the outputs below it, is a
 * volume that is mounted where it is here.
 */
final class CronJobs {
    /** Kubernetes adds eleven characters of its own to make 63. */
    private static final int LONGEST_NAME = 52;

    private final JobsFile file;
    private final String image;
    private final Set<String> names = new HashSet<>();

    CronJobs(JobsFile file, String image) {
        this.file = file;
        this.image = image;
    }

    List<UnitFile> files(List<Job> jobs) {
        requireMounted(jobs);
        List<UnitFile> files = new ArrayList<>();
        for (Job job : jobs) {
            String name = name(job.name());
            files.add(new UnitFile(name + ".yaml", text(job, name)));
        }
        return files;
    }

    /** A file that is written anywhere else is gone with its pod, and one that is read is not there. */
    private void requireMounted(List<Job> jobs) {
        Path mounted = file.path().getParent();
        List<String> outside = new ArrayList<>();
        note(outside, mounted, file.state(), "state");
        file.connectionFiles().forEach(path -> note(outside, mounted, path, "connection"));
        for (Job job : jobs) {
            note(outside, mounted, job.output().constantFolder(), job.name() + ": output");
            job.files().forEach((path, what) -> note(outside, mounted, path, job.name() + ": " + what));
        }
        if (!outside.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "In a pod only the folder %s is there, on the volume claim. Outside of it: %s. Nothing was printed; put them below that folder."
                            .formatted(mounted, String.join("; ", outside)));
        }
    }

    private static void note(List<String> outside, Path mounted, Path path, String what) {
        if (!path.startsWith(mounted)) {
            outside.add("%s (%s)".formatted(path, what));
        }
    }

    private String text(Job job, String name) {
        CronFields fields = job.schedule().fields();
        String schedule = List.of(0, 1, 2, 3, 4).stream().map(fields::text).collect(Collectors.joining(" "));
        return """
            ---
            # kubectl apply -f %1$s.yaml, after the folder %5$s is on a volume claim named safecsv
            apiVersion: batch/v1
            kind: CronJob
            metadata:
              name: %1$s
              labels:
                app.kubernetes.io/name: safecsv
            spec:
              schedule: "%2$s"
              timeZone: %3$s
              concurrencyPolicy: Forbid
              startingDeadlineSeconds: 3600
              successfulJobsHistoryLimit: 3
              failedJobsHistoryLimit: 3
              jobTemplate:
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 15
                      containers:
                        - name: safecsv
                          image: %4$s
                          command: [%6$s]
                          volumeMounts:
                            - name: jobs
                              mountPath: %5$s
                      volumes:
                        - name: jobs
                          persistentVolumeClaim:
                            claimName: safecsv
            """.formatted(
                        name,
                        schedule,
                        quoted(ZoneName.of(job)),
                        quoted(image),
                        quoted(file.path().getParent().toString()),
                        List.of(
                                        "safecsv",
                                        "schedule",
                                        "run",
                                        job.name(),
                                        "--log-format",
                                        "json",
                                        "--jobs",
                                        file.path().toString())
                                .stream()
                                .map(CronJobs::quoted)
                                .collect(Collectors.joining(", ")));
    }

    private String name(String job) {
        String name = "safecsv-" + job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        String ended = cut.replaceAll("-+$", "");
        String free = ended;
        for (int i = 2; !names.add(free); i++) {
            free = ended.substring(0, Math.min(ended.length(), LONGEST_NAME - 4)) + "-" + i;
        }
        return free;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
