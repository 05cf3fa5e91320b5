package safecsv.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/** The values of {@code --param} for several query files, each of which takes those that it has placeholders for. */
final class SharedParameters {
    private final Map<String, String> values;
    private final Set<String> unused;

    SharedParameters(Map<String, String> values) {
        this.values = values;
        this.unused = new TreeSet<>(values.keySet());
    }

    /** The query with its values; errors are those of {@link NamedParameters#bind}. */
    BoundQuery bind(String text) {
        Map<String, String> own = new LinkedHashMap<>();
        for (SqlToken token : SqlScanner.scan(text)) {
            String name = token.kind() == SqlToken.Kind.PARAMETER ? token.text().substring(1) : "";
            if (values.containsKey(name)) {
                own.put(name, values.get(name));
            }
        }
        unused.removeAll(own.keySet());
        return NamedParameters.bind(text, own);
    }

    /** @throws SafecsvException usage (2), where a value went nowhere */
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "No query file has a placeholder :%s. Take the value out of the command. Nothing was sent to the server."
                            .formatted(String.join(", :", unused)));
        }
    }
}
