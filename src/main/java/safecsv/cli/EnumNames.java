package safecsv.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import safecsv.schedule.jobs.Nearest;

/** Reads an enum's value by the name that the help shows ({@code toString}), in any case. */
final class EnumNames<E extends Enum<E>> implements ITypeConverter<E> {
    private final Class<E> type;

    EnumNames(Class<E> type) {
        this.type = type;
    }

    /** Has every option of this type read by name. */
    static <T extends Enum<T>> void register(CommandLine line, Class<T> type) {
        line.registerConverter(type, new EnumNames<>(type));
    }

    @Override
    public E convert(String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.toString().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is not one of %s%s".formatted(value, String.join(", ", names()), meant(value))));
    }

    private String meant(String value) {
        return Nearest.to(value.toLowerCase(Locale.ROOT), names())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private List<String> names() {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }
}
