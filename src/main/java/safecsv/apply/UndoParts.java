package safecsv.apply;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanReader;
import safecsv.diff.plan.PlanWriter;

/** The undo plans of an apply in batches: one for each batch, and in the end one for all. */
final class UndoParts {
    private final UndoFile whole;
    private final PlanReader plan;

    UndoParts(UndoFile whole, PlanReader plan) {
        this.whole = whole;
        this.plan = plan;
    }

    /** The undo plan of a batch, counted from 1. */
    UndoFile part(int batch) {
        String name = whole.path().getFileName().toString();
        String stem = name.endsWith(".jsonl") ? name.substring(0, name.length() - 6) : name;
        Path path = whole.path().resolveSibling("%s.%06d.jsonl".formatted(stem, batch));
        return new UndoFile(path, plan);
    }

    boolean exists(int batch) {
        return Files.exists(part(batch).path(), LinkOption.NOFOLLOW_LINKS);
    }

    /** How many rows the undo plan of a batch takes back; it must be there. */
    long rows(int batch) {
        try (PlanReader reader = PlanReader.open(part(batch).path())) {
            return reader.header().counts().changes();
        }
    }

    /** Puts all parts together under the name that the user expects; whether there was any. */
    boolean merge(TargetTable table, int batches) {
        boolean any = false;
        try (PlanWriter writer = PlanWriter.create(whole.path(), whole.header(table), true)) {
            for (int batch = 1; batch <= batches; batch++) {
                any |= exists(batch);
                copy(batch, writer);
            }
            if (any) {
                writer.publish();
            }
        }
        return any;
    }

    private void copy(int batch, PlanWriter writer) {
        if (!exists(batch)) {
            return;
        }
        try (PlanReader reader = PlanReader.open(part(batch).path());
                PlanChanges changes = reader.changes()) {
            for (PlanChange change = changes.next(); change != null; change = changes.next()) {
                writer.write(change);
            }
        }
    }

    /** Removes the parts. */
    void remove(int batches) {
        for (int batch = 1; batch <= batches; batch++) {
            part(batch).remove();
        }
    }
}
