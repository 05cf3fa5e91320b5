package safecsv.schedule.jobs;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import safecsv.csv.TextCharset;
import safecsv.csv.Unmappable;

/** Reads the keys about the bytes of a file's characters. */
final class CharsetSection {
    private final YamlValues values;
    private final String dialect;

    CharsetSection(YamlValues values, String dialect) {
        this.values = values;
        this.dialect = dialect;
    }

    TextCharset read() {
        Optional<Charset> known = values.parsed("charset", CharsetSection::named);
        Charset charset = known.orElse(StandardCharsets.UTF_8);
        boolean unicode = TextCharset.isUnicode(charset);
        if (dialect.equals("mysql") && unicode && !charset.equals(StandardCharsets.UTF_8)) {
            values.with("charset")
                    .mistake("charset", "dialect: mysql is for LOAD DATA, which does not read " + charset.name());
        }
        Optional<Unmappable> unmappable = values.constant("unmappable", Unmappable.class);
        if (unmappable.isPresent() && unicode) {
            values.with("unmappable")
                    .mistake(
                            "unmappable",
                            "this goes with a charset that can't hold every character; %s can"
                                    .formatted(charset.name()));
        }
        return new TextCharset(charset, unmappable.orElse(Unmappable.FAIL), mark(charset, known.isPresent()));
    }

    private static Charset named(String name) {
        return TextCharset.named(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "this Java can't write a character set named '%s'; names are such as UTF-8, windows-31j, windows-1252 or UTF-16LE"
                                .formatted(name)));
    }

    private boolean mark(Charset charset, boolean named) {
        boolean needed =
                named && values.text("charset").filter(TextCharset::needsMark).isPresent();
        boolean possible = TextCharset.isUnicode(charset);
        Optional<Boolean> chosen = values.yesOrNo("bom");
        if (chosen.isEmpty()) {
            return needed || (dialect.equals("excel") && possible);
        }
        String problem = null;
        if (chosen.get() && !possible) {
            problem = charset.name() + " has no byte order mark";
        } else if (chosen.get() && dialect.equals("mysql")) {
            problem = "dialect: mysql is for LOAD DATA, which takes a byte order mark for part of the first value";
        } else if (!chosen.get() && needed) {
            problem = "without a byte order mark, name the byte order: charset: " + charset.name();
        }
        if (problem != null) {
            values.with("bom").mistake("bom", problem);
            return needed;
        }
        return chosen.get();
    }
}
