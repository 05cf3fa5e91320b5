package safecsv.apply;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import safecsv.mysql.table.ColumnDefinition;
import safecsv.mysql.table.ColumnType;

/**
 * Values that a row may hold for a moment, while rows exchange the values of a unique key. Which of them is free the table
 * says: one that is taken, or that the table does not take, is refused.
 */
final class IntermediateValues {
    private static final int TRIES = 40;
    private static final int LETTERS = 16;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final ColumnType type;
    private final boolean nullable;
    private final Random random = new Random();

    IntermediateValues(ColumnDefinition column) {
        this.type = column.type();
        this.nullable = column.nullable();
    }

    /** Some values in the order in which to try them, as canonical texts; none for a type that no value is known of. */
    List<String> some() {
        List<String> values = new ArrayList<>();
        if (nullable) {
            values.add(null);
        }
        switch (type.kind()) {
            case TINYINT -> values.addAll(shuffled(type.unsigned() ? 0 : -128, type.unsigned() ? 255 : 127));
            case YEAR -> values.addAll(shuffled(1901, 2155));
            case ENUM -> {
                List<String> members = new ArrayList<>(type.members());
                Collections.shuffle(members, random);
                values.addAll(members);
            }
            default -> IntStream.range(0, TRIES).mapToObj(number -> one()).forEach(values::add);
        }
        return values;
    }

    private List<String> shuffled(int first, int last) {
        List<String> values = new ArrayList<>(
                IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList());
        Collections.shuffle(values, random);
        return values;
    }

    /** Any value that fits, whatever the type's other rules are. */
    private String one() {
        return switch (type.kind()) {
            case SMALLINT -> number(15).toString();
            case MEDIUMINT -> number(23).toString();
            case INT, FLOAT, DOUBLE -> number(24).toString();
            case BIGINT -> number(62).toString();
            case BIT -> number(Math.min(type.length(), 62)).toString();
            case DECIMAL -> decimal();
            case DATE -> date();
            case DATETIME -> date() + time(24);
            case TIMESTAMP -> LocalDate.ofEpochDay(2 + random.nextInt(24_000)) + time(24);
            case TIME -> time(838).strip();
            case CHAR, VARCHAR -> text();
            case BINARY, VARBINARY -> bytes();
            default ->
                type.members().isEmpty()
                        ? text()
                        : type.members().get(random.nextInt(type.members().size()));
        };
    }

    private BigInteger number(int bits) {
        return new BigInteger(bits, random);
    }

    private String decimal() {
        BigInteger digits = new BigInteger(4 * type.precision(), random).mod(BigInteger.TEN.pow(type.precision()));
        return new BigDecimal(digits, type.scale()).toPlainString();
    }

    private String date() {
        return LocalDate.of(1000 + random.nextInt(9000), 1, 1)
                .plusDays(random.nextInt(365))
                .toString();
    }

    private String time(int hours) {
        return String.format(
                Locale.ROOT, " %02d:%02d:%02d", random.nextInt(hours), random.nextInt(60), random.nextInt(60));
    }

    private String text() {
        int length = Math.max(1, Math.min(type.length(), LETTERS));
        StringBuilder text = new StringBuilder();
        for (int letter = 0; letter < length; letter++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private String bytes() {
        byte[] bytes = new byte[Math.max(1, Math.min(type.length(), LETTERS))];
        random.nextBytes(bytes);
        return "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
