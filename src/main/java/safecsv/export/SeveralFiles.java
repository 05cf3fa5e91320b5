package safecsv.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.export.SeveralRequest.NamedSource;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableList;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TrustedFunctions;
import safecsv.mysql.sql.Identifiers;

/** Which files an export of several writes. */
final class SeveralFiles {
    private SeveralFiles() {}

    /**
     * One request for each file.
     *
     * @throws SafecsvException usage (2), where two would have one name, a table to leave out is not there, or nothing is
     *     left
     */
    static List<ExportRequest> of(SeveralRequest several, ReadSession session) {
        List<NamedSource> sources = new ArrayList<>(several.sources());
        if (several.database() != null) {
            sources.addAll(tables(several, session));
        }
        if (sources.isEmpty()) {
            throw usage("There is no table to export in this database.");
        }
        Map<String, Integer> uses = new HashMap<>();
        sources.forEach(source -> uses.merge(folded(source.name()), 1, Integer::sum));
        Set<String> names = new HashSet<>();
        List<ExportRequest> requests = new ArrayList<>();
        for (NamedSource source : sources) {
            String name = uses.get(folded(source.name())) > 1 ? source.longName() : source.name();
            if (!names.add(folded(name))) {
                throw usage(
                        "Two files would be named %s, where capitals are no difference, as on many disks: %s is the second one. Leave it out (with --all-tables: --exclude-table) and export it by itself."
                                .formatted(fileName(name, several.form()), source.longName()));
            }
            requests.add(new ExportRequest(
                    source.source(),
                    new ExportTarget.File(
                            several.directory().resolve(fileName(name, several.form())), several.replace()),
                    several.form(),
                    several.limits(),
                    several.pace()));
        }
        return requests;
    }

    private static List<NamedSource> tables(SeveralRequest several, ReadSession session) {
        String database = TableList.database(session);
        Set<String> excluded = new HashSet<>(several.database().excluded());
        List<NamedSource> sources = new ArrayList<>();
        for (String table : TableList.baseTables(session, database)) {
            if (!excluded.remove(table)) {
                TableSelect select = new TableSelect(
                        Identifiers.quoted(database) + "." + Identifiers.quoted(table), List.of(), Optional.empty());
                sources.add(new NamedSource(
                        new ExportSource.Table(select, several.database().editable(), TrustedFunctions.NONE),
                        safe(table),
                        safe(database + "." + table)));
            }
        }
        if (!excluded.isEmpty()) {
            throw usage("There is no table %s in %s to leave out."
                    .formatted(String.join(", ", excluded.stream().sorted().toList()), database));
        }
        return sources;
    }

    /** Some file systems take {@code Users.csv} and {@code users.csv} for one file. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String fileName(String name, OutputForm form) {
        return name + ".csv" + form.file().compression().suffix();
    }

    /** What file names can't hold, or would be hidden by, becomes % and two hexadecimal digits. */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean odd = "/\\:*?\"<>|%".indexOf(character) >= 0 || character < ' ' || (index == 0 && character == '.');
            safe.append(odd ? String.format(Locale.ROOT, "%%%02X", (int) character) : String.valueOf(character));
        }
        return safe.toString();
    }

    private static SafecsvException usage(String message) {
        return new SafecsvException(ExitCode.USAGE, message + " Nothing was written.");
    }
}
