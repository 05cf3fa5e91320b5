package safecsv.diff;

import java.util.ArrayList;
import java.util.List;
import safecsv.Counted;

/** What to say of columns that are not compared. */
final class LayoutNotes {
    private LayoutNotes() {}

    static List<String> of(Layout layout) {
        List<String> notes = new ArrayList<>();
        List<String> computed = layout.columns().stream()
                .filter(column -> column.computed() && column.isInCsv())
                .map(DiffColumn::label)
                .toList();
        if (!computed.isEmpty()) {
            notes.add("%s: computed by the exported query, only carried along and not put back."
                    .formatted(String.join(", ", computed)));
        }
        if (!layout.untouched().isEmpty()) {
            notes.add("The CSV lacks %s, which %s untouched."
                    .formatted(
                            String.join(", ", layout.untouched()),
                            layout.untouched().size() == 1 ? "stays" : "stay"));
        }
        List<String> named =
                layout.ignored().stream().filter(name -> !name.isBlank()).toList();
        if (!named.isEmpty()) {
            notes.add("The CSV's %s %s not among the columns that are compared, and %s ignored."
                    .formatted(String.join(", ", named), Counted.are(named.size()), Counted.are(named.size())));
        }
        int nameless = layout.ignored().size() - named.size();
        if (nameless > 0) {
            notes.add("%s without a name %s ignored.".formatted(Counted.of(nameless, "column"), Counted.are(nameless)));
        }
        return notes;
    }
}
