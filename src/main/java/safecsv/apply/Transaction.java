package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanWriter;
import safecsv.mysql.WriteSession;

/** One transaction and its undo plan, which is complete and on the disk before COMMIT is sent. */
final class Transaction implements AutoCloseable {
    private final WriteSession session;
    private final UndoFile undo;
    private final PlanWriter undoPlan;
    private final Optional<UndoFile> rest;
    private final PlanWriter restPlan;
    private final Tally tally = new Tally();
    private final Mismatches mismatches;
    private final Cascade cascade;
    private final Work work;
    private final TargetTable table;
    private final GivenKeys given;
    private boolean ended;

    Transaction(Applier applier, UndoFile undo) {
        this.session = applier.session();
        this.undo = undo;
        this.given = applier.given();
        long longest = session.longestStatement();
        session.begin();
        // From its first question on, the transaction keeps DDL away from the table; what it is now, it stays.
        session.count("SELECT COUNT(*) FROM " + applier.table().definition().quotedName() + " WHERE FALSE");
        this.table = applier.check().table(session);
        this.cascade = new Cascade(session, table, applier.request().partialUndo());
        JsonText json = new JsonText(session, table, applier.request().partialUndo());
        this.undoPlan = PlanWriter.create(undo.path(), undo.header(table), true);
        this.rest = applier.rest();
        this.restPlan = rest.map(file -> PlanWriter.create(file.path(), file.header(table), true))
                .orElse(null);
        this.mismatches = new Mismatches(restPlan == null ? null : this::skip);
        this.work = new Work(session, table, longest, undoPlan::write, tally, mismatches, json);
    }

    /**
     * Applies the next changes; all of them were read again and are as promised when this returns.
     *
     * @param most how many
     */
    void apply(ChangeSequence changes, long most) {
        long end = most == Long.MAX_VALUE ? most : changes.position() + most;
        List<KindWriter> open = new ArrayList<>();
        KindWriter writer = null;
        PlanChange.Kind kind = null;
        while (!changes.ended() && changes.position() < end && !mismatches.full()) {
            List<PlanChange> portion = changes.next(end - changes.position());
            if (portion.get(0).kind() != kind) {
                // Rows that refer to each other can wait for rows of another kind.
                if (table.refersToItself() && writer != null) {
                    open.add(writer);
                } else {
                    finish(writer);
                }
                kind = portion.get(0).kind();
                writer = Applier.writer(kind, work, cascade, given);
            }
            writer.take(portion);
        }
        if (writer != null) {
            open.add(writer);
        }
        finish(open);
        if (!mismatches.none()) {
            throw mismatches.exception(table.definition().qualifiedName());
        }
        session.requireNoWarning();
    }

    private void skip(PlanChange change) {
        restPlan.write(change);
        tally.skipped();
    }

    private void finish(List<KindWriter> writers) {
        boolean progress = writers.size() > 1;
        while (progress && mismatches.none()) {
            progress = false;
            for (KindWriter writer : writers) {
                progress |= mismatches.none() && writer.again();
            }
        }
        // New rows that have no key yet come last: they may need what the others free.
        writers.stream().filter(writer -> !(writer instanceof InsertWriter)).forEach(this::finish);
        writers.stream().filter(writer -> writer instanceof InsertWriter).forEach(this::finish);
    }

    private void finish(KindWriter writer) {
        if (writer != null && mismatches.none()) {
            writer.finish();
        }
    }

    /** Rows that were left out, the first hundred, with their reasons. */
    List<String> skippedRows() {
        return mismatches.skipping() ? mismatches.named() : List.of();
    }

    Tally tally() {
        return tally;
    }

    List<String> notes() {
        return TableNotes.after(table, tally, cascade);
    }

    /** Completes the undo plan, the keys of new rows and the plan of the rows that were left out; nothing is committed yet. */
    void publishUndo() {
        undoPlan.publish();
        if (tally.numberedRows() > 0) {
            try {
                given.write(undo);
            } catch (SafecsvException e) {
                undo.remove();
                throw e;
            }
        }
        if (tally.skippedRows() > 0) {
            restPlan.publish();
        }
    }

    /** Commits; the undo plan must have been published. */
    void commit() {
        try {
            session.commit();
            ended = true;
        } catch (SafecsvException e) {
            if (e.exitCode() != ExitCode.UNKNOWN) {
                undo.remove();
                if (tally.skippedRows() > 0) {
                    rest.ifPresent(UndoFile::remove);
                }
                throw e;
            }
            ended = true;
            throw new SafecsvException(
                    ExitCode.UNKNOWN,
                    "%s To check, run the same command again: it looks at the rows, says so if all of them are as the plan wants them, and applies the plan if none is. The undo plan is %s, for the case that it was committed."
                            .formatted(e.getMessage(), undo.path()),
                    e);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            session.rollback();
        }
        undoPlan.close();
        if (restPlan != null) {
            restPlan.close();
        }
    }
}
