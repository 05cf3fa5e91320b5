package safecsv.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import safecsv.mysql.TableSelect;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/**
 * What was exported, as a manifest says it: the table and condition, or the query with its {@code :names}, never their
 * values. Where a column is masked, the query's own literals could be such values: each is replaced by a question mark, and
 * comments are left out.
 */
final class ManifestSource {
    private ManifestSource() {}

    static void write(JsonGenerator json, ExportRequest request) throws IOException {
        boolean masked = !request.form().masks().isEmpty();
        json.writeObjectFieldStart("source");
        if (request.source() instanceof ExportSource.Query query) {
            json.writeStringField("query", text(query.query().source(), masked));
        } else if (request.source() instanceof ExportSource.EditableQuery query) {
            json.writeStringField("query", text(query.query().source(), masked));
        } else {
            TableSelect select = request.source() instanceof ExportSource.Table table
                    ? table.table()
                    : ((ExportSource.Editable) request.source()).table();
            Optional<String> where = select.where();
            json.writeStringField("table", select.table());
            json.writeStringField(
                    "where", where.map(condition -> text(condition, masked)).orElse(null));
        }
        json.writeEndObject();
    }

    private static String text(String sql, boolean masked) {
        if (!masked) {
            return sql;
        }
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (SqlToken token : SqlScanner.scan(sql)) {
            text.append(text.length() > 0 && token.start() > end ? " " : "");
            boolean literal = token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.NUMBER;
            text.append(literal ? "?" : token.text());
            end = token.end();
        }
        return text.toString();
    }
}
