package safecsv.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import safecsv.Counted;
import safecsv.diff.plan.PlanHeader;
import safecsv.diff.plan.PlanLeftOut;
import safecsv.diff.plan.PlanSource;

/** What a plan does not carry out, in sentences. */
final class LeftOutText {
    private LeftOutText() {}

    /** What the plan leaves out and where to look; empty where it leaves out nothing. */
    static List<String> of(PlanHeader header) {
        String file = header.sources().stream()
                .filter(source -> source.role().equals(PlanSource.EDITED))
                .map(PlanSource::file)
                .findFirst()
                .orElse("the CSV");
        List<String> lines = of(header.leftOut());
        if (!lines.isEmpty()) {
            lines.add("Left out: look at %s, which safecsv diff names row by row.".formatted(file));
        }
        return lines;
    }

    /** One sentence for each kind. */
    static List<String> of(PlanLeftOut leftOut) {
        List<String> lines = new ArrayList<>();
        if (leftOut.rows() > 0) {
            lines.add("Left out: %s in %s (%s)%s."
                    .formatted(
                            Counted.of(leftOut.cells(), "suspicious cell"),
                            Counted.of(leftOut.rows(), "row"),
                            kinds(leftOut),
                            newRows(leftOut.newRows())));
        }
        if (leftOut.rejectedNewRows() > 0) {
            lines.add("Left out: %s that --reject has named."
                    .formatted(Counted.of(leftOut.rejectedNewRows(), "new row")));
        }
        if (leftOut.missing() > 0) {
            lines.add("Left out: %s of the export that the CSV lacks; %s not deleted."
                    .formatted(Counted.of(leftOut.missing(), "row"), leftOut.missing() == 1 ? "it is" : "they are"));
        }
        if (leftOut.notRows() > 0) {
            lines.add("Left out: %s of the CSV that %s to be no row."
                    .formatted(Counted.of(leftOut.notRows(), "line"), leftOut.notRows() == 1 ? "seems" : "seem"));
        }
        return lines;
    }

    private static String kinds(PlanLeftOut leftOut) {
        return leftOut.suspicious().stream()
                .map(cells -> cells.column() + ":" + cells.kind() + (cells.cells() == 1 ? "" : " ×" + cells.cells()))
                .collect(Collectors.joining(", "));
    }

    private static String newRows(long rows) {
        return rows == 0 ? "" : ", %s among them, of which no cell is written".formatted(Counted.of(rows, "new row"));
    }
}
