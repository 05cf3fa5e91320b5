package safecsv.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import safecsv.csv.CsvDialect;
import safecsv.csv.Escaping;
import safecsv.csv.FileForm;

/** How to read the files, as a manifest says it. */
final class ManifestForm {
    private ManifestForm() {}

    static void write(JsonGenerator json, OutputForm form) throws IOException {
        CsvDialect dialect = form.dialect();
        FileForm file = form.file();
        json.writeObjectFieldStart("form");
        json.writeStringField("delimiter", Character.toString(dialect.delimiter()));
        json.writeStringField("null", dialect.nullText());
        json.writeStringField("lineEnding", name(dialect.lineEnding()));
        json.writeStringField("quotes", dialect.escaping() == Escaping.DOUBLED_QUOTES ? "doubled" : "backslash");
        json.writeBooleanField("header", form.header());
        json.writeStringField("binary", name(form.binary()));
        json.writeStringField("guard", name(form.guard()));
        json.writeStringField("charset", file.charset().charset().name());
        json.writeBooleanField("byteOrderMark", file.charset().bom());
        json.writeStringField("compression", name(file.compression()));
        json.writeEndObject();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
