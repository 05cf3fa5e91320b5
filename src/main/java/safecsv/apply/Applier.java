package safecsv.apply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import safecsv.Counted;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanReader;
import safecsv.mysql.ConnectionPool;
import safecsv.mysql.WriteSession;
import safecsv.mysql.WriteSettings;

/**
 * Applies one plan. {@link #preview} checks everything that takes no lock; {@link #run} does the work and is called once.
 * {@link #interrupt} may be called at any time from any other thread.
 */
public final class Applier implements AutoCloseable {
    private final PlanReader plan;
    private final ApplyRequest request;
    private final PlanCheck check;
    private final UndoFile undo;
    private final Optional<UndoFile> rest;
    private final WriteSession session;
    private final boolean undoThere;
    private final GivenKeys given;
    private long started;
    private TargetTable table;

    /**
     * Connects.
     *
     * @param plan stays the caller's to close
     * @throws SafecsvException code 4 for what is refused before a server is asked; code 5 where it can't be reached
     */
    public Applier(ConnectionPool pool, PlanReader plan, ApplyRequest request) {
        this.plan = plan;
        this.request = request;
        this.check = new PlanCheck(plan);
        this.undo = new UndoFile(request.undo(), plan);
        this.undoThere = undo.check();
        this.given = new GivenKeys(plan);
        this.rest = request.rest().map(path -> UndoFile.rest(path, plan));
        rest.ifPresent(UndoFile::check);
        this.session = WriteSession.open(
                pool, new WriteSettings(plan.header().session().timeZone(), request.lockWait()));
    }

    /**
     * Refuses (4) to take back what is no undo plan.
     *
     * @param undoBeside where an apply of this plan would have left its undo plan
     */
    public static void requireUndo(PlanReader plan, Path undoBeside) {
        if (plan.header().purpose() == PlanHeader.Purpose.UNDO) {
            return;
        }
        boolean there = Files.isRegularFile(undoBeside) && new UndoFile(undoBeside, plan).isThere();
        throw new SafecsvException(
                ExitCode.REFUSED,
                "Refused: %s is no undo plan: it makes changes, and what takes them back is the undo plan that its apply leaves. Nothing was changed. %s"
                        .formatted(
                                plan.path(),
                                there
                                        ? "Its undo plan is %s: safecsv undo %s".formatted(undoBeside, undoBeside)
                                        : "There is none at %s, so it was not applied, or its undo plan was moved or named with --undo."
                                                .formatted(undoBeside)));
    }

    /**
     * What can be told about a plan without a server: conflicts, suspicious cells, and too many changes.
     *
     * @param leaveSuspicious whether suspicious cells that nobody has answered for may be left out
     */
    public static void checkAlone(PlanReader plan, long maxChanges, boolean leaveSuspicious) {
        new PlanCheck(plan).alone(maxChanges, leaveSuspicious);
    }

    /** Checks server and table; nothing is locked. */
    public ApplyPreview preview() {
        table = check.onServer(session);
        return new ApplyPreview(
                plan.header(),
                session.server().version(),
                TableNotes.before(table.definition(), plan.header().counts()));
    }

    /** Ends it; {@link #run} throws, code 130. Without effect once COMMIT was sent. */
    public void interrupt() {
        session.interrupt();
    }

    /**
     * Applies the plan.
     *
     * @throws SafecsvException code 4 where rows are not as the plan saw them, code 5 where the table or the server does
     *     not take the changes; nothing was changed then. Code 6 where the connection was lost during COMMIT
     */
    public ApplySummary run() {
        started = System.nanoTime(); // not before: somebody may have been asked
        if (table == null) {
            preview();
        }
        if (!session.reserve("safecsv:" + plan.digest().substring(0, 48))) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: another safecsv applies this plan right now. Nothing was changed by this one.");
        }
        if (!request.mode().inBatches() && Journal.exists(Journal.beside(plan.path()))) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: an apply of this plan in batches was begun and not finished (see %s). Nothing was changed. Give --batch-rows again to continue it."
                            .formatted(Journal.beside(plan.path())));
        }
        try (ChangeSequence changes = new ChangeSequence(plan, table.refersToItself())) {
            return request.mode().inBatches() ? new BatchedApply(this, changes, undo).run() : whole(changes);
        }
    }

    private ApplySummary whole(ChangeSequence changes) {
        if (undoThere) {
            given.addFrom(undo);
        }
        try (Transaction transaction = new Transaction(this, undo)) {
            transaction.apply(changes, Long.MAX_VALUE);
            Tally tally = transaction.tally();
            boolean wrote = tally.counts().changes() > 0;
            if (wrote && request.mode().commit()) {
                requireOwnUndo(tally);
                transaction.publishUndo();
                transaction.commit();
            }
            return new ApplySummary(
                    table.definition().qualifiedName(),
                    tally.counts(),
                    tally.already(),
                    wrote && request.mode().commit() ? Optional.of(undo.path()) : Optional.empty(),
                    tally.skippedRows(),
                    transaction.skippedRows(),
                    wrote && request.mode().commit() && tally.skippedRows() > 0 ? request.rest() : Optional.empty(),
                    request.mode().commit(),
                    transaction.notes(),
                    elapsed());
        }
    }

    /** An undo plan that still takes back other rows must not be replaced by one that does not. */
    private void requireOwnUndo(Tally tally) {
        if (undoThere && tally.already() > 0) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: %s already as the plan wants, %,d %s not, and %s is the undo plan of an earlier apply of this plan. Nothing was changed. Name another file for the rest with --undo."
                            .formatted(
                                    Counted.of(tally.already(), "row") + " " + Counted.are(tally.already()),
                                    tally.counts().changes(),
                                    Counted.are(tally.counts().changes()),
                                    undo.path()));
        }
    }

    PlanReader plan() {
        return plan;
    }

    ApplyRequest request() {
        return request;
    }

    PlanCheck check() {
        return check;
    }

    GivenKeys given() {
        return given;
    }

    Optional<UndoFile> rest() {
        return rest;
    }

    WriteSession session() {
        return session;
    }

    TargetTable table() {
        return table;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The kinds of changes in a portion are all one; who writes them. */
    static KindWriter writer(PlanChange.Kind kind, Work work, Cascade cascade, GivenKeys given) {
        return switch (kind) {
            case DELETE -> new DeleteWriter(work, cascade);
            case UPDATE -> new UpdateWriter(work);
            case INSERT -> new InsertWriter(work, given);
            case CONFLICT -> throw new IllegalArgumentException("a conflict is never applied");
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
