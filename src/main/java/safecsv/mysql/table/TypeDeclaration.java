package safecsv.mysql.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a COLUMN_TYPE: {@code word(arguments) attributes}.
 *
 * @param word in lower case, without what is in parentheses
 * @param arguments what is between the parentheses, as written; empty where there are none
 */
record TypeDeclaration(String word, String arguments, boolean unsigned) {
    private static final Pattern SHAPE = Pattern.compile("\\s*(\\w+)\\s*(?:\\((.*)\\))?([^()]*)", Pattern.DOTALL);

    static TypeDeclaration of(String declared) {
        Matcher shape = SHAPE.matcher(declared);
        if (!shape.matches()) {
            return new TypeDeclaration("", "", false);
        }
        String attributes = shape.group(3).toLowerCase(Locale.ROOT);
        return new TypeDeclaration(
                shape.group(1).toLowerCase(Locale.ROOT),
                shape.group(2) == null ? "" : shape.group(2),
                attributes.contains("unsigned") || attributes.contains("zerofill"));
    }

    /** The number at this place between the parentheses, or {@code otherwise}. */
    int number(int index, int otherwise) {
        String[] numbers = arguments.split(",", -1);
        if (index >= numbers.length || !numbers[index].strip().matches("[0-9]{1,9}")) {
            return otherwise;
        }
        return Integer.parseInt(numbers[index].strip());
    }

    /** The quoted strings between the parentheses; information_schema doubles a quote and escapes by backslash. */
    List<String> members() {
        List<String> members = new ArrayList<>();
        StringBuilder member = null;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (c == '\\' && member != null && i + 1 < arguments.length()) {
                i++;
                member.append(escaped(arguments.charAt(i)));
            } else if (c != '\'') {
                if (member != null) {
                    member.append(c);
                }
            } else if (member == null) {
                member = new StringBuilder();
            } else if (i + 1 < arguments.length() && arguments.charAt(i + 1) == '\'') {
                member.append(c);
                i++;
            } else {
                members.add(member.toString());
                member = null;
            }
        }
        return members;
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> letter;
        };
    }
}
