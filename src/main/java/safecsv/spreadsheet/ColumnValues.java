package safecsv.spreadsheet;

import java.util.List;
import safecsv.mysql.table.ColumnType;

/**
 * Which texts a column can hold and how an export would write them. Texts are plain here: numbers with a point, dates as
 * {@code 2024-01-05}; what a spreadsheet's notation means is decided before.
 */
final class ColumnValues {
    private ColumnValues() {}

    /** The canonical text of a value, or why the column can't hold it. Never null; {@code text} is not null. */
    static NewValue of(ColumnType type, String text) {
        return switch (type.kind()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, DECIMAL, FLOAT, DOUBLE, BIT, YEAR ->
                NumberValues.of(type, text);
            case DATE, DATETIME, TIMESTAMP, TIME -> MomentValues.of(type, text);
            case CHAR, VARCHAR, TEXT, OTHER -> TextValues.of(type, text);
            case ENUM -> member(type, text);
            case SET -> members(type, text);
            case JSON -> JsonValues.of(text);
            case BINARY, VARBINARY, BLOB, GEOMETRY, VECTOR -> ByteValues.of(type, text);
        };
    }

    private static NewValue member(ColumnType type, String text) {
        // The empty text is the value that MySQL keeps for what was not a member; it can't be written on purpose.
        String member = find(type, text);
        if (member == null && mayBeUnreadable(type, text)) {
            return NewValue.of(text);
        }
        return member == null
                ? NewValue.invalid("is not one of " + shown(type.members()) + ": " + Shown.text(text))
                : NewValue.of(member);
    }

    private static NewValue members(ColumnType type, String text) {
        if (text.isEmpty()) {
            return NewValue.of("");
        }
        boolean[] chosen = new boolean[type.members().size()];
        for (String part : text.split(",", -1)) {
            String member = find(type, part);
            if (member == null && mayBeUnreadable(type, part)) {
                return NewValue.of(text);
            }
            if (member == null) {
                return NewValue.invalid("takes only " + shown(type.members()) + ", not " + Shown.text(part));
            }
            chosen[type.members().indexOf(member)] = true;
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                value.append(value.length() == 0 ? "" : ",")
                        .append(type.members().get(i));
            }
        }
        return NewValue.of(value.toString());
    }

    /** The member that MySQL would find: the same, or by a collation that ignores case the same but for case. */
    private static String find(ColumnType type, String text) {
        if (type.members().contains(text)) {
            return text;
        }
        if (type.collation() != null && type.collation().contains("_ci")) {
            for (String member : type.members()) {
                if (member.equalsIgnoreCase(text)) {
                    return member;
                }
            }
        }
        return null;
    }

    /**
     * The server lists members in utf8mb3, with a question mark for a character beyond it. Whether such a text is one of
     * them only the server can tell, when it is written.
     */
    private static boolean mayBeUnreadable(ColumnType type, String text) {
        return text.codePoints().anyMatch(c -> c > 0xffff)
                && type.members().stream().anyMatch(member -> member.contains("?"));
    }

    private static String shown(List<String> members) {
        String all = String.join(", ", members.subList(0, Math.min(10, members.size())));
        return members.size() > 10 ? all + ", … (" + members.size() + " in all)" : all;
    }
}
