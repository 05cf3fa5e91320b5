package safecsv.cli;

import java.util.List;
import java.util.Map;

/** What is typed into the tables that go through a spreadsheet: three cells of each. */
final class SheetEdits {
    private static final String POINT = "0x00000000010100000000000000000014400000000000001840";

    /** Of the demo's shop, and of the torture tables. */
    static final Map<String, List<Edit>> SHOP = Map.of(
            "customers",
            List.of(
                    new Edit(1, "address", "神戸市中央区 1", "神戸市中央区 1"),
                    new Edit(3, "note", "called back", "called back"),
                    new Edit(4, "name", "Sean O'Neill", "Sean O'Neill")),
            "products",
            List.of(
                    new Edit(1, "name", "煎茶（特上）", "煎茶（特上）"),
                    new Edit(2, "price", 1234.5, "1234.50"),
                    new Edit(3, "price", 77, "77.00")),
            "orders",
            List.of(
                    new Edit(1, "status", "cancelled", "cancelled"),
                    new Edit(2, "total", 4321, "4321.00"),
                    new Edit(3, "note", "please ring", "please ring")),
            "order_items",
            List.of(
                    new Edit(1, "quantity", 77, "77"),
                    new Edit(2, "unit_price", 1.25, "1.25"),
                    new Edit(3, "quantity", 78, "78")),
            "reviews",
            List.of(
                    new Edit(2, "details", "{\"rating\": 4}", "{\"rating\": 4}"),
                    new Edit(4, "product_id", 6, "6"),
                    new Edit(6, "details", "{\"title\": \"悪くない\"}", "{\"title\": \"悪くない\"}")));

    static final Map<String, List<Edit>> TORTURE = Map.ofEntries(
            Map.entry(
                    "integers",
                    List.of(
                            new Edit(1, "plain", 77, "77"),
                            new Edit(2, "big", -5, "-5"),
                            new Edit(3, "zero_small", 9, "000009"))),
            Map.entry(
                    "fractions",
                    List.of(
                            new Edit(3, "money", 12.5, "12.50"),
                            new Edit(6, "twice", 0.75, "0.75"),
                            new Edit(7, "places", 2.25, "2.25" + "0".repeat(28)))),
            Map.entry(
                    "moments",
                    List.of(
                            new Edit(6, "day", new Keys("2024-05-06"), "2024-05-06"),
                            new Edit(5, "second", new Keys("2024-05-06 07:08:09"), "2024-05-06 07:08:09"),
                            new Edit(6, "span", new Keys("07:08:09"), "07:08:09"))),
            Map.entry(
                    "texts",
                    List.of(
                            new Edit(3, "variable", "edited", "edited"),
                            new Edit(7, "fixed", "a;b", "a;b"),
                            new Edit(16, "plain", "日本", "日本"))),
            Map.entry(
                    "charsets",
                    List.of(
                            new Edit(2, "in_latin1", "edited", "edited"),
                            new Edit(2, "in_cp932", "日本", "日本"),
                            new Edit(5, "by_bytes", "new", "new"))),
            Map.entry(
                    "choices",
                    List.of(
                            new Edit(1, "one", "B", "B"),
                            new Edit(2, "several", "y", "y"),
                            new Edit(3, "one", "a", "a"))),
            Map.entry(
                    "octets",
                    List.of(
                            new Edit(1, "eight", 3, "3"),
                            new Edit(3, "fixed", "0x42434445", "0x42434445"),
                            new Edit(4, "plain", "0xFF", "0xFF"))),
            Map.entry(
                    "shapes",
                    List.of(
                            new Edit(1, "spot", POINT, POINT),
                            new Edit(2, "anything", POINT, POINT),
                            new Edit(4, "anything", POINT, POINT))),
            Map.entry(
                    "documents",
                    List.of(
                            new Edit(1, "document", "{\"k\": [1, 2]}", "{\"k\": [1, 2]}"),
                            new Edit(4, "document", "[3]", "[3]"),
                            new Edit(7, "document", "{\"名前\": 2}", "{\"名前\": 2}"))),
            Map.entry(
                    "long_texts",
                    List.of(
                            new Edit(1, "title", "edited", "edited"),
                            new Edit(2, "story", "edited", "edited"),
                            new Edit(5, "story", "new", "new"))),
            Map.entry(
                    "mysql_types",
                    List.of(
                            new Edit(1, "in_gb18030", "edited", "edited"),
                            new Edit(2, "document", "{\"x\": 1}", "{\"x\": 1}"),
                            new Edit(5, "in_gb18030", "中文", "中文"))),
            Map.entry(
                    "vectors",
                    List.of(
                            new Edit(1, "embedding", "0x0000803F", "0x0000803F"),
                            new Edit(3, "embedding", "0x00000040", "0x00000040"),
                            new Edit(4, "embedding", "0x0000803F", "0x0000803F"))));

    private SheetEdits() {}

    /**
     * A cell, what is done to it, and what the diff must say of it.
     *
     * @param row counted from 1, without the header
     * @param typed a text that is put there as it is, a number, or {@link Keys}
     * @param value the new canonical text
     */
    record Edit(int row, String column, Object typed, String value) {
        LibreOffice.Typed at(List<String> header) {
            String how = typed instanceof Keys ? "typed" : typed instanceof String ? "text" : "number";
            Object content = typed instanceof Keys keys ? keys.text() : typed;
            return new LibreOffice.Typed(row, header.indexOf(column), how, content);
        }
    }

    /** What is typed on the keyboard, for the program to make something of. */
    record Keys(String text) {}
}
