package safecsv.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** Rows of texts with null for NULL: how commons-csv reads a file, and how two of them are compared. */
final class CsvValues {
    private static final int SHOWN_CHARACTERS = 80;

    private CsvValues() {}

    /** All rows of a standard or tsv file, the header first. Nothing between delimiters is null, {@code ""} is ''. */
    static List<List<String>> read(Path file, char delimiter) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setNullString("")
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
        List<List<String>> rows = new ArrayList<>();
        // The decoder reports what is not UTF-8 instead of replacing it.
        try (Reader reader = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder());
                CSVParser parser = format.parse(reader)) {
            for (CSVRecord row : parser) {
                rows.add(Arrays.asList(row.values()));
            }
        } catch (IOException failure) {
            throw new IllegalStateException(file + " is not a CSV that commons-csv reads", failure);
        }
        return rows;
    }

    /** With '' for null, for a reader that can't tell them apart. */
    static List<List<String>> withoutNulls(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> Objects.requireNonNullElse(value, ""))
                        .toList())
                .toList();
    }

    /** Compares the header and then value by value; a failure names the first cell that differs. */
    static void assertSame(List<String> columns, List<List<String>> expected, List<List<String>> file) {
        assertEquals(columns, file.get(0), "header");
        assertEquals(expected.size(), file.size() - 1, "number of rows");
        for (int row = 0; row < expected.size(); row++) {
            List<String> actual = file.get(row + 1);
            assertEquals(columns.size(), actual.size(), "cells in row " + (row + 1));
            for (int column = 0; column < columns.size(); column++) {
                String wanted = expected.get(row).get(column);
                if (!Objects.equals(wanted, actual.get(column))) {
                    fail("row " + (row + 1) + ", column " + columns.get(column) + ": expected " + shown(wanted)
                            + " but the file has " + shown(actual.get(column)));
                }
            }
        }
    }

    private static String shown(String value) {
        if (value == null) {
            return "NULL";
        }
        StringBuilder shown = new StringBuilder("<");
        value.chars()
                .limit(SHOWN_CHARACTERS)
                .forEach(c -> shown.append(c < ' ' ? String.format("\\u%04x", c) : Character.toString(c)));
        return shown + "> (" + value.length() + " characters)";
    }
}
