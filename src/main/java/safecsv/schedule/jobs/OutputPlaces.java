package safecsv.schedule.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import safecsv.csv.OtherFormat;

/** Whether the jobs' files get in the way of each other, or of files that safecsv itself needs. */
final class OutputPlaces {
    private static final List<ZonedDateTime> SAMPLES =
            List.of(ZonedDateTime.parse("2024-02-29T12:34:00Z"), ZonedDateTime.parse("2025-07-14T03:00:00Z"));

    /** Due times to come whose names are looked at. */
    private static final int DUE_TIMES = 3;

    /** What the file systems of Linux and macOS allow. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_PATH = 4095;

    private final Path state;
    private final Map<Path, String> needed;
    private final Map<String, String> writers = new HashMap<>();
    private final Map<Path, String> outputs = new LinkedHashMap<>();

    /**
     * @param state the folder of the run logs
     * @param needed files that must stay as they are, with what they are
     */
    OutputPlaces(Path state, Map<Path, String> needed) {
        this.state = state;
        this.needed = needed;
    }

    /** What is wrong with the names of a job's files; once for each job, in the order of the file. */
    Optional<String> problem(Job job) {
        String other = writers.putIfAbsent(samples(job), job.name());
        if (other != null) {
            return Optional.of("job %s writes the same file".formatted(other));
        }
        for (Path path : paths(job)) {
            Optional<String> problem = tooLong(path)
                    .or(() -> inTheWay(path))
                    .or(() -> amongOutputs(path, job.name()))
                    .or(() -> OtherFormat.problem(String.valueOf(path.getFileName())));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** The names of its file on two days, whichever way they are written. */
    private static String samples(Job job) {
        return SAMPLES.stream()
                .map(day -> job.output().at(day).normalize().toString())
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> paths(Job job) {
        List<Path> paths = new ArrayList<>();
        SAMPLES.forEach(day -> paths.add(job.output().at(day).normalize()));
        Optional<Instant> due = job.schedule().nextAfter(Instant.now());
        for (int i = 0; i < DUE_TIMES && due.isPresent(); i++) {
            paths.add(job.output().at(job.scheduled(due.get())).normalize());
            due = job.schedule().nextAfter(due.get());
        }
        return paths;
    }

    private static Optional<String> tooLong(Path path) {
        for (Path name : path) {
            int bytes = name.toString().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_NAME) {
                return Optional.of(
                        "a name of %d bytes is too long; file systems take %d".formatted(bytes, LONGEST_NAME));
            }
        }
        int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        return bytes > LONGEST_PATH
                ? Optional.of("a path of %d bytes is too long; systems take %d".formatted(bytes, LONGEST_PATH))
                : Optional.empty();
    }

    private Optional<String> inTheWay(Path path) {
        for (Map.Entry<Path, String> file : needed.entrySet()) {
            if (isSame(path, file.getKey()) || file.getKey().startsWith(path)) {
                return Optional.of("%s is %s, which must not be written over".formatted(path, file.getValue()));
            }
        }
        if (state.startsWith(path) || isSame(path, state)) {
            return Optional.of("%s is the folder of the run logs ('state')".formatted(path));
        }
        boolean log = String.valueOf(path.getFileName())
                .matches("(?s).*(\\.runs(\\.1)?\\.jsonl|\\.runs\\.new|\\.lock|~late)");
        return log && isSame(path.getParent(), state)
                ? Optional.of("%s would stand among the run logs under a name of theirs".formatted(path))
                : Optional.empty();
    }

    private Optional<String> amongOutputs(Path path, String job) {
        for (Map.Entry<Path, String> other : outputs.entrySet()) {
            boolean nested = path.startsWith(other.getKey()) || other.getKey().startsWith(path);
            if (nested && !other.getValue().equals(job)) {
                return Optional.of("%s and the file of job %s, %s, can't both be: one is a folder of the other's path"
                        .formatted(path, other.getValue(), other.getKey()));
            }
        }
        outputs.put(path, job);
        return Optional.empty();
    }

    private static boolean isSame(Path one, Path other) {
        if (one == null) {
            return false;
        }
        try {
            return one.equals(other) || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false; // what can't be looked at is told where it is used
        }
    }
}
