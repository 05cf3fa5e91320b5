package safecsv.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.UnaryOperator;
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
        request.source().describe(json, masked ? ManifestSource::withoutLiterals : UnaryOperator.identity());
        json.writeEndObject();
    }

    private static String withoutLiterals(String sql) {
        StringBuilder text = new StringBuilder();
        int end = 0;
        for (SqlToken token : SqlScanner.scan(sql)) {
            if (token.kind() == SqlToken.Kind.HINT) {
                continue;
            }
            text.append(text.length() > 0 && token.start() > end ? " " : "");
            boolean literal = token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.NUMBER;
            text.append(literal ? "?" : token.text());
            end = token.end();
        }
        return text.toString();
    }
}
