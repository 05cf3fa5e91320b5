package safecsv.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The shape of a random table: a key, columns of some types, secondary unique keys, foreign keys from and to itself and
 * another table, triggers, ON UPDATE and generated columns. What is said of it here is the test's own word.
 */
final class RandomTable {
    /** How its rows are named. */
    enum Key {
        NUMBERED,
        GIVEN,
        COMPOSITE
    }

    private static final List<String> RULES = List.of("RESTRICT", "CASCADE", "SET NULL");
    private static final List<String> TYPES = List.of(
            "INT",
            "VARCHAR(6)",
            "DECIMAL(6,2)",
            "DATE",
            "TINYINT",
            "CHAR(3)",
            "VARBINARY(4)",
            "ENUM('a','b','c','d','e')");

    final Key key;

    /** Columns that a CSV can change: name and type. */
    final Map<String, String> columns = new LinkedHashMap<>();

    final Set<String> nullable = new HashSet<>();
    final List<List<String>> uniqueKeys = new ArrayList<>();

    /** ON DELETE of the key by which rows refer to rows of the same table; null where they do not. */
    final String self;

    /** ON DELETE of the key by which rows of another table refer to these; null where none do. */
    final String child;

    final boolean version;
    final boolean stamp;
    final boolean logged;
    final boolean onUpdate;
    final boolean generated;

    RandomTable(Random random) {
        key = List.of(Key.NUMBERED, Key.GIVEN, Key.COMPOSITE).get(random.nextInt(3));
        for (int number = 2 + random.nextInt(3); number > 0; number--) {
            String name = "c" + columns.size();
            columns.put(name, TYPES.get(random.nextInt(TYPES.size())));
            if (random.nextInt(3) > 0) {
                nullable.add(name);
            }
        }
        List<String> names = List.copyOf(columns.keySet());
        for (int number = random.nextInt(3); number > 0; number--) {
            String first = names.get(random.nextInt(names.size()));
            String second = names.get(random.nextInt(names.size()));
            List<String> unique =
                    random.nextBoolean() || first.equals(second) ? List.of(first) : List.of(first, second);
            if (!uniqueKeys.contains(unique)) {
                uniqueKeys.add(unique);
            }
        }
        boolean one = key != Key.COMPOSITE;
        self = one && random.nextInt(3) == 0 ? RULES.get(random.nextInt(3)) : null;
        child = one && random.nextInt(3) == 0 ? RULES.get(random.nextInt(3)) : null;
        if (self != null) {
            columns.put("parent", "INT");
            nullable.add("parent");
        }
        version = random.nextInt(3) == 0;
        stamp = random.nextInt(3) == 0;
        logged = random.nextInt(6) == 0;
        onUpdate = random.nextInt(3) == 0;
        generated = random.nextInt(3) == 0;
    }

    List<String> keyNames() {
        return key == Key.COMPOSITE ? List.of("r", "k") : List.of("id");
    }

    /** The statements that make it. */
    List<String> create() {
        List<String> parts = new ArrayList<>();
        switch (key) {
            case NUMBERED -> parts.add("id INT NOT NULL AUTO_INCREMENT");
            case GIVEN -> parts.add("id INT NOT NULL");
            case COMPOSITE -> {
                parts.add("r CHAR(2) NOT NULL");
                parts.add("k INT NOT NULL");
            }
        }
        columns.forEach(
                (name, type) -> parts.add(name + " " + type + (nullable.contains(name) ? " NULL" : " NOT NULL")));
        if (version) {
            parts.add("version INT NOT NULL DEFAULT 1");
        }
        if (stamp) {
            parts.add("stamp VARCHAR(9) NULL");
        }
        if (onUpdate) {
            parts.add("changed DATETIME(6) NULL ON UPDATE CURRENT_TIMESTAMP(6)");
        }
        if (generated) {
            parts.add("g INT AS (IF(c0 IS NULL, 0, 1)) " + (onUpdate ? "STORED" : "VIRTUAL"));
        }
        parts.add("PRIMARY KEY (" + String.join(", ", keyNames()) + ")");
        uniqueKeys.forEach(unique -> parts.add("UNIQUE KEY (" + String.join(", ", unique) + ")"));
        if (self != null) {
            parts.add("FOREIGN KEY (parent) REFERENCES t (id) ON DELETE " + self);
        }
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE t (" + String.join(", ", parts)
                + ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci");
        if (child != null) {
            statements.add("CREATE TABLE child (n INT PRIMARY KEY AUTO_INCREMENT, parent INT NULL,"
                    + " FOREIGN KEY (parent) REFERENCES t (id) ON DELETE " + child + ")");
        }
        if (version) {
            statements.add("CREATE TRIGGER counts BEFORE UPDATE ON t FOR EACH ROW SET NEW.version = OLD.version + 1");
        }
        if (stamp) {
            statements.add(
                    "CREATE TRIGGER stamps BEFORE INSERT ON t FOR EACH ROW IF @filling IS NULL THEN SET NEW.stamp ="
                            + " 'made'; END IF");
        }
        if (logged) {
            statements.add("CREATE TABLE log (n INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(9))");
            statements.add("CREATE TRIGGER logs AFTER UPDATE ON t FOR EACH ROW INSERT INTO log (v) VALUES ('u')");
        }
        return statements;
    }

    static List<String> drop() {
        return List.of("DROP TABLE IF EXISTS child", "DROP TABLE IF EXISTS t", "DROP TABLE IF EXISTS log");
    }

    /** Whether an UPDATE trigger would see a step in between. */
    boolean watched() {
        return version || logged;
    }

    /** A value as the export writes it; null is NULL. */
    String value(String name, Random random, List<String> keys) {
        if (nullable.contains(name) && random.nextInt(5) == 0) {
            return null;
        }
        if (name.equals("parent")) {
            return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
        }
        int number = random.nextInt(14);
        return switch (columns.get(name)) {
            case "INT" -> Integer.toString(number - 3);
            case "TINYINT" -> Integer.toString(number);
            case "DECIMAL(6,2)" -> number + (number % 2 == 0 ? ".00" : ".25");
            case "DATE" -> "2024-02-%02d".formatted(number + 10);
            case "CHAR(3)" -> String.valueOf((char) ('a' + number));
            case "VARBINARY(4)" -> "0x%02X".formatted(number + 16);
            case "VARCHAR(6)" ->
                number == 0
                        ? ""
                        : (number % 5 == 0 ? "W" : "w") + (char) ('a' + number / 2) + (number % 3 == 0 ? "é" : "");
            default -> String.valueOf((char) ('a' + number % 5));
        };
    }

    /** A value as the server compares it for a unique key: without case, and an é is an e. */
    private static String compared(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT).replace('é', 'e');
    }

    /** Why a state of the table can't be, or null; rows by key, the values of all columns. */
    String why(Iterable<Map<String, String>> rows, Set<String> keys, List<String> referring) {
        for (List<String> unique : uniqueKeys) {
            Set<List<String>> seen = new HashSet<>();
            for (Map<String, String> row : rows) {
                List<String> values =
                        unique.stream().map(name -> compared(row.get(name))).toList();
                if (!values.contains(null) && !seen.add(values)) {
                    return "unique " + unique + " " + values;
                }
            }
        }
        for (Map<String, String> row : rows) {
            if (self != null && row.get("parent") != null && !keys.contains(row.get("parent"))) {
                return "no parent " + row.get("parent");
            }
        }
        for (String parent : referring) {
            if (!keys.contains(parent)) {
                return "a child of " + parent;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return create().toString();
    }
}
