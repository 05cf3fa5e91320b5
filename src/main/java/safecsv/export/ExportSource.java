package safecsv.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import safecsv.export.mask.Masks;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.CheckedQuery;
import safecsv.mysql.ReadSession;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TrustedFunctions;

/** What is exported, and all in which a table and a query differ. */
public sealed interface ExportSource {
    /** Whether its rows are to be put back after they were edited: a baseline is written beside the CSV. */
    boolean editable();

    /** Has the server check the source, without running it. */
    CheckedQuery check(ReadSession session);

    /** The table, where it is one for which safecsv writes the query; empty for a query of the user's own. */
    Optional<TableSelect> table();

    /**
     * These masks and those that the source itself states.
     *
     * @throws safecsv.SafecsvException usage (2), where it speaks of masks in a way that nothing would heed
     */
    Masks masked(Masks stated);

    /**
     * Writes what it is as fields of an object: the table and condition, or the query with its {@code :names}, never their
     * values.
     *
     * @param shown gives SQL as it may be shown
     */
    void describe(JsonGenerator json, UnaryOperator<String> shown) throws IOException;

    /** A query of the user's own, sent as it is. */
    record Query(BoundQuery query, boolean editable, TrustedFunctions trusted) implements ExportSource {
        public Query {
            Objects.requireNonNull(query);
        }

        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, query, trusted);
        }

        @Override
        public Optional<TableSelect> table() {
            return Optional.empty();
        }

        @Override
        public Masks masked(Masks stated) {
            return stated.withHeaderOf(query.source());
        }

        @Override
        public void describe(JsonGenerator json, UnaryOperator<String> shown) throws IOException {
            json.writeStringField("query", shown.apply(query.source()));
        }
    }

    /** A table, for which safecsv writes the query. */
    record Table(TableSelect select, boolean editable, TrustedFunctions trusted) implements ExportSource {
        public Table {
            Objects.requireNonNull(select);
        }

        @Override
        public CheckedQuery check(ReadSession session) {
            return CheckedQuery.of(session, select, trusted);
        }

        @Override
        public Optional<TableSelect> table() {
            return Optional.of(select);
        }

        @Override
        public Masks masked(Masks stated) {
            select.where().ifPresent(stated::requireNoneIn);
            return stated;
        }

        @Override
        public void describe(JsonGenerator json, UnaryOperator<String> shown) throws IOException {
            json.writeStringField("table", select.table());
            json.writeStringField("where", select.where().map(shown).orElse(null));
        }
    }
}
