package safecsv.schedule.jobs;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of one key in the mapping that has it: the job's own, else that of the defaults. */
final class YamlValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d)?");
    private static final Map<String, Long> MILLISECONDS =
            Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final YamlMapping own;
    private final Optional<YamlMapping> defaults;

    YamlValues(YamlMapping own, Optional<YamlMapping> defaults) {
        this.own = own;
        this.defaults = defaults;
    }

    /** The mapping that has the key; the job's own where none has. */
    YamlMapping with(String key) {
        return own.has(key) || defaults.isEmpty() || !defaults.get().has(key) ? own : defaults.get();
    }

    boolean has(String key) {
        return with(key).has(key);
    }

    Optional<String> text(String key) {
        return with(key).text(key);
    }

    /** Adds a mistake where the key is in neither mapping. */
    void requireKey(String key) {
        boolean known = defaults.filter(mapping -> mapping.isMapping() && mapping.isAccountedFor(key))
                .isPresent();
        if (!known && !own.isAccountedFor(key)) {
            own.mistakes().add(own.node(), "'" + key + "' is missing");
        }
    }

    /** Whether the key is there, or is what an unknown one was meant to be. */
    boolean isAccountedFor(String key) {
        return own.isAccountedFor(key);
    }

    /** Whether what it reads is a mapping. */
    boolean isMapping() {
        return own.isMapping();
    }

    Optional<String> required(String key) {
        return with(key).required(key);
    }

    /** The values of a mapping under this key. */
    Optional<YamlValues> mapping(String key, List<String> allowed) {
        if (!has(key)) {
            return Optional.empty();
        }
        YamlMapping mapping = with(key).mapping(key);
        mapping.allowOnly(allowed);
        return Optional.of(new YamlValues(mapping, Optional.empty()));
    }

    /** A value as this function reads it; an {@link IllegalArgumentException} of its becomes a mistake. */
    <T> Optional<T> parsed(String key, Function<String, T> parse) {
        YamlMapping mapping = with(key);
        try {
            return mapping.text(key).map(parse);
        } catch (IllegalArgumentException e) {
            mapping.mistake(key, e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Duration> duration(String key) {
        return parsed(key, YamlValues::lengthOfTime);
    }

    Optional<Long> number(String key, long least, long most) {
        return parsed(key, text -> wholeNumber(text, least, most));
    }

    Optional<Boolean> yesOrNo(String key) {
        return oneOf(key, List.of("true", "false")).map(Boolean::valueOf);
    }

    Optional<String> oneOf(String key, List<String> allowed) {
        return parsed(key, text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("'%s' is not one of %s".formatted(text, String.join(", ", allowed))
                        + Nearest.to(text, allowed)
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse(""));
            }
            return text;
        });
    }

    <E extends Enum<E>> Optional<E> constant(String key, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return oneOf(key, names).map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)));
    }

    private static long wholeNumber(String text, long least, long most) {
        try {
            long number = Long.parseLong(text.replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is no whole number".formatted(text), e);
        }
        throw new IllegalArgumentException("%s is not between %d and %d".formatted(text, least, most));
    }

    private static Duration lengthOfTime(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no length of time; write it as 30s, 5m, 2h or 1d".formatted(text));
        }
        String unit = matcher.group(2);
        if (unit == null) {
            throw new IllegalArgumentException(
                    "'%s' has no unit; write %ss, %sm, %sh or %sd".formatted(text, text, text, text, text));
        }
        Duration duration = Duration.ofMillis(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(MILLISECONDS.get(unit)))
                .longValue());
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a length of time must be more than 0 and at most ten years");
        }
        return duration;
    }
}
