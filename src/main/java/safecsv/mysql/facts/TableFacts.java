package safecsv.mysql.facts;

import java.util.List;
import java.util.Optional;
import safecsv.SafecsvException;

/**
 * One table that was asked for, as the account meets it.
 *
 * @param schema its database; empty where the name says none and none is selected
 * @param name as the server writes it, where it can be seen
 * @param view whether its rows are those of other tables
 * @param hasPrimaryKey as far as the account can see
 * @param readableColumns those that the account may read, where they are not all; empty else
 * @param refusal why it can't be exported; empty where the server has accepted the query
 */
public record TableFacts(
        String schema,
        String name,
        boolean view,
        boolean hasPrimaryKey,
        List<String> readableColumns,
        Optional<SafecsvException> refusal) {
    public TableFacts {
        readableColumns = List.copyOf(readableColumns);
    }
}
