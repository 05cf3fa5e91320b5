package safecsv.csv;

import java.util.List;

/** Changes the values of some columns and has another encoder write the row. Made only where there is something to change. */
public final class ChangingEncoder implements RowEncoder {
    private static final int USUAL_ROW = 1 << 16;

    private final RowEncoder next;
    private final ValueChange[] changes;
    private final int[] starts;
    private final int[] lengths;
    private OutputBuffer values = new OutputBuffer(USUAL_ROW, false);

    /** @param changes one for each column; null where its values stay as they are */
    public ChangingEncoder(RowEncoder next, List<ValueChange> changes) {
        this.next = next;
        this.changes = changes.toArray(ValueChange[]::new);
        this.starts = new int[this.changes.length];
        this.lengths = new int[this.changes.length];
    }

    @Override
    public void header(List<String> names, OutputBuffer target) {
        next.header(names, target);
    }

    @Override
    public void row(byte[] source, int[] sourceStarts, int[] sourceLengths, OutputBuffer target) {
        if (values.capacity() > 64 * USUAL_ROW) {
            values = new OutputBuffer(USUAL_ROW, false);
        }
        values.clear();
        for (int column = 0; column < changes.length; column++) {
            starts[column] = values.size();
            boolean present = sourceLengths[column] >= 0;
            if (changes[column] != null) {
                present = changes[column].apply(source, sourceStarts[column], sourceLengths[column], values);
            } else if (present) {
                values.append(source, sourceStarts[column], sourceLengths[column]);
            }
            lengths[column] = present ? values.size() - starts[column] : -1;
        }
        next.row(values.bytes(), starts, lengths, target);
    }
}
