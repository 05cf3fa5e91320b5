package safecsv.export;

import safecsv.mysql.BoundQuery;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TrustedFunctions;

/** What is exported. */
public sealed interface ExportSource {
    /** Has the server check the source, without running it. */
    CheckedQuery check(ReadSession session);

    /** A query of the user's own, sent as it is. */
    record Query(BoundQuery query, TrustedFunctions trusted) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, query, trusted);
        }
    }

    /** A table, for which safecsv writes the query. */
    record Table(TableSelect table, TrustedFunctions trusted) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, table, trusted);
        }
    }

    /** A query whose rows are those of one table and can be put back: as {@link Editable}. */
    record EditableQuery(BoundQuery query, TrustedFunctions trusted) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, query, trusted);
        }
    }

    /** A table whose rows can be put back after they were edited: a baseline is written beside the CSV. */
    record Editable(TableSelect table, TrustedFunctions trusted) implements ExportSource {
        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, table, trusted);
        }
    }
}
