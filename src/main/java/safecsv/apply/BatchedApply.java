package safecsv.apply;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanCounts;

/**
 * Applies a plan in several transactions, each with an undo plan of its own. The undo plan is on the disk first; then the
 * journal says that COMMIT comes, and after it that it went well. Where a crash leaves only the first line, the rows tell
 * which it was; without the undo plan COMMIT was never sent, or the server said that it failed.
 */
final class BatchedApply {
    private final Applier applier;
    private final ChangeSequence changes;
    private final UndoFile undo;
    private final UndoParts parts;
    private final TreeSet<String> notes = new TreeSet<>();
    private PlanCounts done = PlanCounts.NONE;
    private long already;
    private long elsewhere;
    private boolean written;
    private boolean undoThere;

    BatchedApply(Applier applier, ChangeSequence changes, UndoFile undo) {
        this.applier = applier;
        this.changes = changes;
        this.undo = undo;
        this.parts = new UndoParts(undo, applier.plan());
    }

    ApplySummary run() {
        try (Journal journal = Journal.open(Journal.beside(applier.plan().path()), journalName(), undo.path())) {
            applier.given().addFrom(undo);
            undoThere = undo.check();
            changes.skip(journal.through());
            already += journal.through();
            written = journal.through() > 0;
            if (journal.pendingThrough() > journal.through()) {
                resolve(journal);
            }
            while (!changes.ended() && !journal.merged()) {
                batch(journal, journal.batch() + 1, applier.request().mode().rows());
            }
            return finish(journal);
        }
    }

    /** The journal counts changes in an order that depends on the table's foreign keys, which may come and go meanwhile. */
    private String journalName() {
        return applier.plan().digest() + (applier.table().refersToItself() ? "/inserts-first" : "");
    }

    /** The batch whose COMMIT may or may not have reached the server: its undo plan knows which rows it wrote. */
    private void resolve(Journal journal) {
        int batch = journal.batch();
        long end = journal.pendingThrough();
        if (!parts.exists(batch)) {
            batch(journal, batch, end - journal.through());
            return;
        }
        UndoFile part = parts.part(batch);
        applier.given().addFrom(part);
        long inPart = parts.rows(batch);
        try (Transaction transaction = new Transaction(applier, part)) {
            transaction.apply(changes, end - journal.through());
            long toDo = transaction.tally().counts().changes();
            if (toDo == 0) {
                already += transaction.tally().already();
            } else if (toDo == inPart) {
                take(transaction);
                transaction.publishUndo();
                transaction.commit();
            } else {
                throw new SafecsvException(
                        ExitCode.REFUSED,
                        "Refused: of %s that batch %d was writing when it was cut off, %,d %s as before. Somebody changed rows since, and it can't be told whether the batch was committed. This batch was not written again. See %s."
                                .formatted(Counted.of(inPart, "row"), batch, toDo, Counted.are(toDo), part.path()));
            }
            journal.committed(batch, end);
        }
    }

    private void batch(Journal journal, int batch, long rows) {
        UndoFile part = parts.part(batch);
        part.check();
        try (Transaction transaction = new Transaction(applier, part)) {
            transaction.apply(changes, rows);
            elsewhere += transaction.tally().already();
            if (transaction.tally().counts().changes() > 0) {
                written = true;
                requireOwnUndo();
                transaction.publishUndo();
                journal.committing(batch, changes.position());
                transaction.commit();
            } else {
                // A run that was killed before its COMMIT may have left one, for changes that were not its own.
                part.remove();
            }
            requireOwnUndo();
            take(transaction);
            journal.committed(batch, changes.position());
        } catch (SafecsvException e) {
            throw told(e, journal);
        }
    }

    /** An undo plan that still takes back other rows must not be replaced in the end by one that does not. */
    private void requireOwnUndo() {
        if (undoThere && written && elsewhere > 0) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: some rows are already as the plan wants them, and %s is the undo plan of an earlier apply of this plan. This batch was not written. Move that file away, or name another one with --undo when you begin."
                            .formatted(undo.path()));
        }
    }

    private void take(Transaction transaction) {
        PlanCounts more = transaction.tally().counts();
        done = new PlanCounts(
                done.updates() + more.updates(), done.inserts() + more.inserts(), done.deletes() + more.deletes(), 0);
        already += transaction.tally().already();
        notes.addAll(transaction.notes());
    }

    private static SafecsvException told(SafecsvException error, Journal journal) {
        if (journal.through() == 0) {
            return error;
        }
        return new SafecsvException(
                error.exitCode(),
                "The first %s of the plan %s; the rest is not. The batch after them: %s The same command goes on from there; to take back what is committed, undo the plans named …undo.NNNNNN.jsonl, the last first."
                        .formatted(
                                journal.through() == 1 ? "change" : Counted.of(journal.through(), "change"),
                                journal.through() == 1 ? "is committed and stays" : "are committed and stay",
                                error.getMessage()),
                error);
    }

    private ApplySummary finish(Journal journal) {
        boolean any = journal.merged() || parts.merge(applier.table(), journal.batch());
        if (any) {
            journal.allMerged();
        }
        parts.remove(journal.batch());
        journal.delete();
        return new ApplySummary(
                applier.table().definition().qualifiedName(),
                done,
                already,
                any ? Optional.of(undo.path()) : Optional.empty(),
                0,
                List.of(),
                Optional.empty(),
                true,
                List.copyOf(notes),
                applier.elapsed());
    }
}
