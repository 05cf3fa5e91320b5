package safecsv.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.plan.PlanChange;
import safecsv.mysql.RawValue;
import safecsv.mysql.WriteSession;
import safecsv.mysql.table.ColumnType;
import safecsv.mysql.table.KeyedSelect;

/**
 * What all writers of one transaction share.
 *
 * @param longestStatement in bytes, as the server takes it
 * @param json asked before a document is overwritten or deleted
 * @param undo is given each change that takes back what was done
 */
record Work(
        WriteSession session,
        TargetTable table,
        long longestStatement,
        Consumer<PlanChange> undo,
        Tally tally,
        Mismatches mismatches,
        JsonText json) {

    /** Reads the rows with these keys; {@code consumer} gets each one that the server finds. */
    void read(List<List<String>> keys, KeyedSelect.Lock lock, Consumer<List<RawValue>> consumer) {
        if (keys.isEmpty()) {
            return;
        }
        try {
            session.rows(table.select(), keys, lock, consumer);
        } catch (IllegalArgumentException e) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the plan has a key that is no value of its column: %s. All of it was rolled back: nothing was changed. Make it again with safecsv diff."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Whether a cell gets the error value of an ENUM, the '' that is none of its members: strict mode takes none. */
    boolean takesLeniency(PlanChange change) {
        return change.cells().entrySet().stream().anyMatch(cell -> {
            ColumnType type = table.column(cell.getKey()).type();
            return type.kind() == ColumnType.Kind.ENUM
                    && "".equals(cell.getValue().after())
                    && !type.members().contains("");
        });
    }

    /** The change's key in the key's order. */
    List<String> key(PlanChange change) {
        List<String> key = new ArrayList<>();
        for (String name : table.key()) {
            key.add(change.key().get(name));
        }
        return key;
    }
}
