package safecsv.spreadsheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that LibreOffice wrote, and that mimic Excel, get exactly their verdicts. */
class FixtureTest {
    private static final Path FOLDER = Path.of("src/test/resources/spreadsheet");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s01_lo_en_noedit",
                "s02_lo_ja_cp932_noedit",
                "s03_lo_de_semicolon_edits",
                "s04_lo_xlsx_longdigits_noedit",
                "s05_lo_ods_text_edits",
                "s06_excelsim_ja_utf8bom_edits",
                "s07_excelsim_en_ansi_noedit",
                "s08_excelsim_de_numdates_edits",
                "s09_excelsim_u16tab_reordered",
                "s11_excelsim_32767_spill",
                "s13_excelsim_de_few_rows",
                "s14_excelsim_de_no_marks"
            })
    void exactly_the_edits_are_found(String name) throws Exception {
        JsonNode expected = expected(name);
        Fixture fixture = fixture(name);
        List<String> edits = new ArrayList<>();
        for (JsonNode cell : expected.get("changed_cells")) {
            edits.add(cell.at("/key/id").asText() + " " + cell.get("column").asText() + " = "
                    + cell.get("to").asText());
        }
        List<String> deleted = new ArrayList<>();
        expected.get("deleted_rows").forEach(row -> deleted.add(row.get("id").asText()));
        assertEquals(
                edits.stream().sorted().toList(),
                fixture.edits.stream().sorted().toList());
        assertEquals(List.of(), fixture.asked);
        assertEquals(deleted, fixture.missing);
        assertEquals(expected.get("edited_separator").asText(), String.valueOf(fixture.form.delimiter()));
    }

    @Test
    void seconds_that_were_assumed_are_flagged() {
        assertEquals(List.of("10 starts seconds"), fixture("s06_excelsim_ja_utf8bom_edits").flagged);
    }

    @Test
    void mojibake_is_recognised() {
        assertNotNull(fixture("s12_mojibake_cp932").form.mojibake());
    }

    private static Fixture fixture(String name) {
        return new Fixture(FOLDER.resolve(name), name.startsWith("s05") ? "\\N" : "");
    }

    private static JsonNode expected(String name) throws Exception {
        return new JsonMapper()
                .readTree(FOLDER.resolve("expected.json").toFile())
                .get(name);
    }
}
