package safecsv.diff;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import safecsv.diff.plan.PlanCounts;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanWriter;

/** Where the changes go: the plan that was asked for, or a temporary one, in a folder that only its owner can read. */
final class PlanFile implements Closeable {
    private final Path path;
    private final Path temporary;
    private final PlanWriter writer;

    private PlanFile(Path path, Path temporary, PlanWriter writer) {
        this.path = path;
        this.temporary = temporary;
        this.writer = writer;
    }

    static PlanFile create(DiffRequest request, PlanHeader header) {
        if (request.plan().isPresent()) {
            Path path = request.plan().get();
            return new PlanFile(path, null, PlanWriter.create(path, header, request.replacePlan()));
        }
        return temporary(request.edited(), header);
    }

    /** One that is only for this comparison. */
    static PlanFile temporary(Path edited, PlanHeader header) {
        try {
            Path folder = Files.createTempDirectory("safecsv-diff-");
            Path path = folder.resolve("plan");
            return new PlanFile(path, folder, PlanWriter.create(path, header, false));
        } catch (IOException e) {
            throw EditedFile.unreadable(edited, e);
        }
    }

    PlanWriter writer() {
        return writer;
    }

    /** Completes it; null for a temporary one that would be empty. */
    PlanReader publish() {
        PlanCounts counts = writer.counts();
        if (temporary != null && counts.changes() + counts.conflicts() == 0) {
            return null;
        }
        writer.publish();
        return PlanReader.open(path);
    }

    /** Removes what is temporary or not complete; a reader that is open can go on. */
    @Override
    public void close() throws IOException {
        writer.close();
        if (temporary != null) {
            Files.deleteIfExists(path);
            Files.delete(temporary);
        }
    }
}
