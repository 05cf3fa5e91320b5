package safecsv.mysql.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safecsv.SafecsvException;

/** The options of this program among all that the option files hold; the last of each name. */
final class OptionValues {
    static final String PASSWORD = "password";

    private static final Set<String> WITH_VALUE = Set.of(
            "host",
            "port",
            "user",
            "database",
            "socket",
            "protocol",
            "ssl-mode",
            "ssl-ca",
            "connect-timeout",
            "connect-retries",
            "stall-timeout",
            "ssh");
    private static final Set<String> NO_PASSWORD = Set.of("skip-password", "disable-password");

    private final Map<String, OptionFileEntry> last = new HashMap<>();

    private OptionValues() {}

    /**
     * Keeps what this program knows. {@code [client]} is shared by many programs, so what is unknown there is theirs;
     * in {@code [safecsv]} it is a mistake.
     *
     * @throws SafecsvException code 2 for an unknown option in {@code [safecsv]} and for a missing value anywhere
     */
    static OptionValues of(List<OptionFileEntry> entries) {
        OptionValues values = new OptionValues();
        entries.forEach(values::add);
        return values;
    }

    private void add(OptionFileEntry entry) {
        String name = entry.canonicalName();
        if (name.equals(PASSWORD)) {
            last.put(PASSWORD, entry);
        } else if (NO_PASSWORD.contains(name)) {
            last.put(PASSWORD, new OptionFileEntry(entry.place(), entry.group(), PASSWORD, Optional.of("")));
        } else if (WITH_VALUE.contains(name)) {
            entry.requiredValue();
            last.put(name, entry);
        } else if (isOwn(entry) && !entry.isLoose()) {
            throw entry.wrong("safecsv has no option '" + entry.name() + "' in option files");
        }
    }

    private static boolean isOwn(OptionFileEntry entry) {
        return entry.group().toLowerCase(Locale.ROOT).startsWith(OptionFiles.OWN_GROUP);
    }

    /** The option, even with an empty value. */
    Optional<OptionFileEntry> entry(String name) {
        return Optional.ofNullable(last.get(name));
    }

    /** The value; an empty one counts as none, as for the mysql client. */
    Optional<String> text(String name) {
        return entry(name).flatMap(OptionFileEntry::value).filter(value -> !value.isEmpty());
    }

    /** @throws SafecsvException code 2 if the value is no number from 0 to the greatest one */
    Optional<Integer> number(String name, int greatest) {
        return entry(name).map(entry -> {
            String value = entry.requiredValue();
            boolean fits = value.matches("[0-9]{1,9}") && Integer.parseInt(value) <= greatest;
            if (!fits) {
                throw entry.wrong("'" + value + "' is not a number from 0 to " + greatest + " for '" + name + "'");
            }
            return Integer.valueOf(value);
        });
    }

    /** @throws SafecsvException code 2 if the value is no mode */
    Optional<SslMode> sslMode() {
        return entry("ssl-mode")
                .map(entry -> SslMode.parse(entry.requiredValue())
                        .orElseThrow(() -> entry.wrong("'" + entry.requiredValue()
                                + "' is no ssl-mode; it is one of DISABLED, PREFERRED,"
                                + " REQUIRED, VERIFY_CA, VERIFY_IDENTITY")));
    }

    /** @throws SafecsvException code 2 if the value is no protocol that works here */
    Optional<ConnectionProtocol> protocol() {
        return entry("protocol")
                .map(entry -> ConnectionProtocol.parse(entry.requiredValue())
                        .orElseThrow(() -> entry.wrong(
                                "'" + entry.requiredValue() + "' is no protocol; it is one of TCP, SOCKET")));
    }
}
