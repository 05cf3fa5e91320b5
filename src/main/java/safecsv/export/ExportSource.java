package safecsv.export;

import safecsv.mysql.BoundQuery;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSelect;

/** What is exported. */
public sealed interface ExportSource {
    /** Has the server check the source, without running it. */
    CheckedQuery check(ReadSession session);

    /** A query of the user's own, sent as it is. */
    record Query(BoundQuery query, boolean trustFunctions) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, query, trustFunctions);
        }
    }

    /** A table, for which safecsv writes the query. */
    record Table(TableSelect table, boolean trustFunctions) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, table, trustFunctions);
        }
    }

    /** A query whose rows are those of one table and can be put back: as {@link Editable}. */
    record EditableQuery(BoundQuery query, boolean trustFunctions) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, query, trustFunctions);
        }
    }

    /** A table whose rows can be put back after they were edited: a baseline is written beside the CSV. */
    record Editable(TableSelect table, boolean trustFunctions) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, table, trustFunctions);
        }
    }
}
