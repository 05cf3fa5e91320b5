package safecsv.diff.plan;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a plan's header after its version. */
final class HeaderParser {
    private final JsonParser json;

    HeaderParser(JsonParser json) {
        this.json = json;
    }

    /** @param version the format's, which says what the header has */
    PlanHeader rest(int version) throws IOException {
        PlanHeader.Purpose purpose = PlanParser.enumValue(json, PlanHeader.Purpose.class, text("purpose"));
        open("server");
        PlanServer server = new PlanServer(text("uuid"), text("version"));
        close();
        PlanTable table = new PlanTable(text("schema"), text("table"), text("fingerprint"), columns(), key());
        open("session");
        PlanSession session = new PlanSession(text("time_zone"), text("sql_mode"));
        close();
        List<PlanSource> sources = sources();
        open("counts");
        PlanCounts counts = new PlanCounts(number("update"), number("insert"), number("delete"), number("conflict"));
        close();
        PlanLeftOut leftOut = version == 1 ? PlanLeftOut.NOTHING : leftOut();
        close();
        return new PlanHeader(purpose, server, table, session, sources, counts, leftOut);
    }

    private List<PlanColumn> columns() throws IOException {
        List<PlanColumn> columns = new ArrayList<>();
        array("columns");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            columns.add(new PlanColumn(
                    text("name"),
                    text("type"),
                    PlanParser.value(json, "character_set"),
                    PlanParser.value(json, "collation"),
                    PlanParser.enumValue(json, PlanColumn.Role.class, text("role"))));
            close();
        }
        requireEndOfArray();
        return columns;
    }

    private List<String> key() throws IOException {
        List<String> key = new ArrayList<>();
        array("key");
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            key.add(json.getText());
        }
        requireEndOfArray();
        if (key.isEmpty()) {
            throw new JsonParseException(json, "a table without a key");
        }
        return key;
    }

    private List<PlanSource> sources() throws IOException {
        List<PlanSource> sources = new ArrayList<>();
        array("sources");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            sources.add(new PlanSource(text("role"), text("file"), text("sha256")));
            close();
        }
        requireEndOfArray();
        return sources;
    }

    private PlanLeftOut leftOut() throws IOException {
        open("left_out");
        List<PlanLeftOut.SuspiciousCells> suspicious = new ArrayList<>();
        array("suspicious");
        while (json.nextToken() == JsonToken.START_OBJECT) {
            suspicious.add(new PlanLeftOut.SuspiciousCells(text("column"), text("kind"), number("cells")));
            close();
        }
        requireEndOfArray();
        PlanLeftOut leftOut = new PlanLeftOut(
                suspicious,
                number("rows"),
                number("new_rows"),
                number("rejected_new_rows"),
                number("missing"),
                number("not_a_row"));
        close();
        return leftOut;
    }

    private void requireEndOfArray() throws IOException {
        PlanParser.require(json, json.currentToken(), JsonToken.END_ARRAY);
    }

    private void array(String name) throws IOException {
        PlanParser.field(json, name);
        PlanParser.require(json, json.nextToken(), JsonToken.START_ARRAY);
    }

    private String text(String name) throws IOException {
        return PlanParser.stringField(json, name);
    }

    private long number(String name) throws IOException {
        PlanParser.field(json, name);
        return PlanParser.count(json);
    }

    private void open(String name) throws IOException {
        PlanParser.field(json, name);
        PlanParser.require(json, json.nextToken(), JsonToken.START_OBJECT);
    }

    private void close() throws IOException {
        PlanParser.require(json, json.nextToken(), JsonToken.END_OBJECT);
    }
}
