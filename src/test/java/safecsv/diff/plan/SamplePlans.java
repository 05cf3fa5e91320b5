package safecsv.diff.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans for tests that need one but not a database. */
final class SamplePlans {
    static final PlanHeader HEADER = new PlanHeader(
            PlanHeader.Purpose.CHANGE,
            new PlanServer("8b1c2d3e-0000-11ef-9876-0242ac110002", "9.7.4"),
            new PlanTable(
                    "shop",
                    "users",
                    "0123456789abcdef",
                    List.of(
                            new PlanColumn("id", "int unsigned", null, null, PlanColumn.Role.KEY),
                            new PlanColumn(
                                    "name", "varchar(50)", "utf8mb4", "utf8mb4_0900_ai_ci", PlanColumn.Role.DATA)),
                    List.of("id")),
            new PlanSession("+00:00", "STRICT_TRANS_TABLES"),
            List.of(new PlanSource("edited", "users.csv", "ab".repeat(32))),
            PlanCounts.NONE,
            new PlanLeftOut(List.of(new PlanLeftOut.SuspiciousCells("phone", "leading-zeros", 3)), 2, 1, 0, 4, 0));

    static final List<PlanChange> CHANGES = List.of(
            new PlanChange(
                    PlanChange.Kind.UPDATE,
                    9,
                    Map.of("id", "7"),
                    Map.of("name", PlanCell.changed("a \"quoted\"\nname", "𠮷野家"))),
            new PlanChange(PlanChange.Kind.UPDATE, 10, Map.of("id", "8"), Map.of("name", PlanCell.changed(null, ""))),
            new PlanChange(PlanChange.Kind.INSERT, 11, withoutKey(), Map.of("name", PlanCell.inserted(null))),
            new PlanChange(PlanChange.Kind.DELETE, 0, Map.of("id", "9"), Map.of("name", PlanCell.deleted("b"))),
            new PlanChange(
                    PlanChange.Kind.CONFLICT,
                    12,
                    Map.of("id", "10"),
                    Map.of("name", PlanCell.conflict("a", "b", "c"))));

    private SamplePlans() {}

    /** The same header, of an undo plan. */
    static PlanHeader undo(PlanHeader header) {
        return new PlanHeader(
                PlanHeader.Purpose.UNDO,
                header.server(),
                header.table(),
                header.session(),
                header.sources(),
                header.counts());
    }

    /** The same header with more columns. */
    static PlanHeader withColumns(List<String> names) {
        PlanTable table = HEADER.table();
        List<PlanColumn> columns = new ArrayList<>(table.columns());
        names.forEach(name -> columns.add(new PlanColumn(name, "text", null, null, PlanColumn.Role.DATA)));
        return new PlanHeader(
                HEADER.purpose(),
                HEADER.server(),
                new PlanTable(table.schema(), table.name(), table.fingerprint(), columns, table.key()),
                HEADER.session(),
                HEADER.sources(),
                HEADER.counts());
    }

    private static Map<String, String> withoutKey() {
        Map<String, String> key = new java.util.HashMap<>();
        key.put("id", null);
        return key;
    }
}
