package safecsv.mysql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import safecsv.SafecsvException;

/** What the server warned of while it wrote: values that were not stored as they were given. For one thread. */
final class WriteWarnings {
    private static final int MOST = 10;

    private final List<String> warnings = new ArrayList<>();

    /** Keeps the first warning of a statement that was carried out. */
    void keep(Statement statement) throws SQLException {
        SQLWarning warning = statement.getWarnings();
        if (warning != null && warnings.size() < MOST) {
            warnings.add("warning %d: %s".formatted(warning.getErrorCode(), warning.getMessage()));
        }
    }

    int count() {
        return warnings.size();
    }

    /** Leaves the first so many. */
    void forgetAllAfter(int count) {
        warnings.subList(count, warnings.size()).clear();
    }

    /** @throws SafecsvException code 5 where there was one */
    void requireNone() {
        if (!warnings.isEmpty()) {
            throw WriteErrors.warning(warnings.get(0));
        }
    }
}
