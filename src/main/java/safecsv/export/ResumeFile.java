package safecsv.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.CompleteFile;
import safecsv.csv.IoReason;

/** Keeps a {@link ResumeState} beside its target, readable by its owner alone: {@code users.csv.safecsv-resume.json}. */
final class ResumeFile {
    private final Path target;
    private final Path file;

    ResumeFile(Path target) {
        this.target = target;
        this.file = target.resolveSibling(target.getFileName() + ".safecsv-resume.json");
    }

    /** @throws SafecsvException refused, where an export of this target can be continued, which a new one would end */
    void requireNone() {
        if (Files.exists(file)) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "%s says that an export of %s was interrupted. Nothing was written. Use --resume to continue it, or remove that file to begin anew."
                            .formatted(file, target));
        }
    }

    /**
     * Reads the state.
     *
     * @throws SafecsvException usage (2), where there is none; refused (4), where it can't be relied on
     */
    ResumeState read() {
        if (!Files.exists(file)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "There is nothing to resume: there is no %s. Begin with --resumable.".formatted(file));
        }
        try {
            return new ObjectMapper().readValue(Files.readAllBytes(file), ResumeState.class);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "%s can't be used: it is damaged, or of another version of safecsv. Nothing was written. Remove it to begin anew with --resumable."
                            .formatted(file),
                    e);
        }
    }

    /** Replaces what was saved before, lastingly. */
    void save(ResumeState state) throws IOException {
        byte[] bytes = (new ObjectMapper().writeValueAsString(state) + "\n").getBytes(StandardCharsets.UTF_8);
        try (CompleteFile saved = CompleteFile.create(file, true)) {
            saved.write(bytes, 0, bytes.length);
            saved.publish();
        } catch (SafecsvException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The file that holds the complete pieces. */
    Path part(ResumeState state) {
        return target.resolveSibling(state.part());
    }

    /** Removes a part that is not needed any more. */
    void removePart(ResumeState state) throws IOException {
        Files.deleteIfExists(part(state));
    }

    /** Removes the state after its export is published. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new SafecsvException(
                    ExitCode.FAILED,
                    "%s is complete, but %s can't be removed: %s. Remove it by hand."
                            .formatted(target, file, IoReason.of(e)),
                    e);
        }
    }
}
