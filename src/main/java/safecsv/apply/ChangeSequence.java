package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;
import safecsv.diff.plan.PlanChanges;
import safecsv.diff.plan.PlanReader;

/**
 * A plan's changes in the order in which they are applied, kind by kind. Read in as many passes as there are kinds, in bounded
 * memory.
 */
final class ChangeSequence implements AutoCloseable {
    /** What one change needs (a value of a unique key) is free when its turn comes. */
    private static final List<PlanChange.Kind> ORDER =
            List.of(PlanChange.Kind.DELETE, PlanChange.Kind.UPDATE, PlanChange.Kind.INSERT);

    /** Rows that refer to each other: a new parent is there before its children come to it, and they have left the old one. */
    private static final List<PlanChange.Kind> ORDER_OF_REFERENCES =
            List.of(PlanChange.Kind.INSERT, PlanChange.Kind.UPDATE, PlanChange.Kind.DELETE);

    /** Characters of text after which a portion is full. */
    private static final long PORTION_CHARACTERS = 2 << 20;

    private static final int PORTION_ROWS = 500;

    private final PlanReader plan;
    private final List<PlanChange.Kind> order;
    private int turn = -1;
    private PlanChanges pass;
    private PlanChange ahead;
    private long position;

    /** @param refersToItself whether rows of the table refer to each other */
    ChangeSequence(PlanReader plan, boolean refersToItself) {
        this.plan = plan;
        this.order = refersToItself ? ORDER_OF_REFERENCES : ORDER;
        nextPass();
    }

    /** How many changes have been handed out. */
    long position() {
        return position;
    }

    /** Whether all have been handed out. */
    boolean ended() {
        return ahead == null;
    }

    /** Leaves out so many changes. */
    void skip(long changes) {
        for (long skipped = 0; skipped < changes && !ended(); skipped++) {
            advance();
        }
    }

    /**
     * The next changes, all of one kind.
     *
     * @param most how many at most
     * @return empty when all have been handed out
     */
    List<PlanChange> next(long most) {
        List<PlanChange> portion = new ArrayList<>();
        long characters = 0;
        int started = turn;
        while (!ended()
                && turn == started
                && portion.size() < Math.min(most, PORTION_ROWS)
                && characters < PORTION_CHARACTERS) {
            portion.add(ahead);
            characters += characters(ahead);
            advance();
        }
        return portion;
    }

    private static long characters(PlanChange change) {
        long sum = 0;
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            sum += length(cell.getValue().before()) + length(cell.getValue().after());
        }
        return sum;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }

    private void advance() {
        position++;
        find();
    }

    private void find() {
        PlanChange change = pass.next();
        while (change != null && change.kind() != order.get(turn)) {
            change = pass.next();
        }
        if (change == null) {
            nextPass();
        } else {
            ahead = change;
        }
    }

    private void nextPass() {
        close();
        ahead = null;
        do {
            turn++;
        } while (turn < order.size() && plan.header().counts().of(order.get(turn)) == 0);
        if (turn < order.size()) {
            pass = plan.changes();
            find();
        }
    }

    @Override
    public void close() {
        if (pass != null) {
            pass.close();
        }
    }
}
