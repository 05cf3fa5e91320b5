package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of a plan, written. */
final class PlanJson {
    /** How every plan of any version starts. */
    static final String START = "{\"safecsv-plan\":";

    /** How every plan ends, but for the digits and what closes the line. */
    static final String TRAILER_START = "{\"sha256\":\"";

    static final String TRAILER_END = "\"}\n";
    static final int DIGITS = 64;
    static final int TRAILER_LENGTH = TRAILER_START.length() + DIGITS + TRAILER_END.length();

    /** A value may be as long as the server's longest. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private PlanJson() {}

    static void header(JsonGenerator json, PlanHeader header) throws IOException {
        json.writeStartObject();
        json.writeNumberField("safecsv-plan", PlanHeader.VERSION);
        json.writeStringField("purpose", header.purpose().name().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("server");
        json.writeStringField("uuid", header.server().uuid());
        json.writeStringField("version", header.server().version());
        json.writeEndObject();
        table(json, header.table());
        json.writeObjectFieldStart("session");
        json.writeStringField("time_zone", header.session().timeZone());
        json.writeStringField("sql_mode", header.session().sqlMode());
        json.writeEndObject();
        sources(json, header.sources());
        counts(json, header.counts());
        leftOut(json, header.leftOut());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void table(JsonGenerator json, PlanTable table) throws IOException {
        json.writeStringField("schema", table.schema());
        json.writeStringField("table", table.name());
        json.writeStringField("fingerprint", table.fingerprint());
        json.writeArrayFieldStart("columns");
        for (PlanColumn column : table.columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", column.type());
            json.writeStringField("character_set", column.characterSet());
            json.writeStringField("collation", column.collation());
            json.writeStringField("role", column.role().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("key");
        for (String name : table.key()) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void sources(JsonGenerator json, List<PlanSource> sources) throws IOException {
        json.writeArrayFieldStart("sources");
        for (PlanSource source : sources) {
            json.writeStartObject();
            json.writeStringField("role", source.role());
            json.writeStringField("file", source.file());
            json.writeStringField("sha256", source.sha256());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void counts(JsonGenerator json, PlanCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("update", counts.updates());
        json.writeNumberField("insert", counts.inserts());
        json.writeNumberField("delete", counts.deletes());
        json.writeNumberField("conflict", counts.conflicts());
        json.writeEndObject();
    }

    private static void leftOut(JsonGenerator json, PlanLeftOut leftOut) throws IOException {
        json.writeObjectFieldStart("left_out");
        json.writeArrayFieldStart("suspicious");
        for (PlanLeftOut.SuspiciousCells cells : leftOut.suspicious()) {
            json.writeStartObject();
            json.writeStringField("column", cells.column());
            json.writeStringField("kind", cells.kind());
            json.writeNumberField("cells", cells.cells());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("rows", leftOut.rows());
        json.writeNumberField("new_rows", leftOut.newRows());
        json.writeNumberField("rejected_new_rows", leftOut.rejectedNewRows());
        json.writeNumberField("missing", leftOut.missing());
        json.writeNumberField("not_a_row", leftOut.notRows());
        json.writeEndObject();
    }

    static void change(JsonGenerator json, PlanChange change) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", change.kind().text());
        json.writeNumberField("line", change.line());
        json.writeObjectFieldStart("key");
        for (Map.Entry<String, String> part : change.key().entrySet()) {
            json.writeStringField(part.getKey(), part.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("cells");
        for (Map.Entry<String, PlanCell> cell : change.cells().entrySet()) {
            json.writeObjectFieldStart(cell.getKey());
            cell(json, change.kind(), cell.getValue());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (change.last() != null) {
            json.writeStringField("last", change.last());
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static void cell(JsonGenerator json, PlanChange.Kind kind, PlanCell cell) throws IOException {
        switch (kind) {
            case UPDATE -> {
                json.writeStringField("old", cell.before());
                json.writeStringField("new", cell.after());
            }
            case INSERT -> json.writeStringField("new", cell.after());
            case DELETE -> json.writeStringField("old", cell.before());
            case CONFLICT -> {
                json.writeStringField("baseline", cell.before());
                json.writeStringField("csv", cell.after());
                json.writeStringField("database", cell.database());
            }
        }
        if (cell.own()) {
            json.writeBooleanField("own", true);
        }
    }
}
