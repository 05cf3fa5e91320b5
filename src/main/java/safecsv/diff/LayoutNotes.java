package safecsv.diff;

import java.util.ArrayList;
import java.util.List;

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
            notes.add("The CSV lacks %s, which stays untouched.".formatted(String.join(", ", layout.untouched())));
        }
        List<String> named =
                layout.ignored().stream().filter(name -> !name.isBlank()).toList();
        if (!named.isEmpty()) {
            notes.add("The CSV's %s is not among the columns that are compared, and is ignored."
                    .formatted(String.join(", ", named)));
        }
        int nameless = layout.ignored().size() - named.size();
        if (nameless > 0) {
            notes.add("%d %s without a name ignored.".formatted(nameless, nameless == 1 ? "column is" : "columns are"));
        }
        return notes;
    }
}
