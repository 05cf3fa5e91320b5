package safecsv.spreadsheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What a cell's number format shows of a number, and so what is saved of it "as shown". */
record DisplayFormat(String name, int decimals, boolean optional, String grouping, char mark, String pattern) {
    /** Formats of a locale, {@code #} standing for the number in the pattern and {@code %} for a hundredfold. */
    static List<DisplayFormat> all(char mark) {
        List<DisplayFormat> formats = new ArrayList<>();
        String comma = mark == '.' ? "," : ".";
        for (int decimals = 0; decimals <= 4; decimals++) {
            formats.add(new DisplayFormat("fixed", decimals, false, "", mark, "#"));
            formats.add(new DisplayFormat("optional", decimals, true, "", mark, "#"));
            for (String grouping : List.of(comma, "'", "’", "\u00a0", "\u202f")) {
                formats.add(new DisplayFormat("grouped", decimals, false, grouping, mark, "#"));
            }
            for (String pattern : List.of("¥#", "$#", "# €", "#円", "(#)", "$(#)", "▲#")) {
                formats.add(new DisplayFormat("currency", decimals, false, comma, mark, pattern));
            }
            formats.add(new DisplayFormat("percent", decimals, false, "", mark, "#%"));
            formats.add(new DisplayFormat("percent", decimals, false, comma, mark, "# %"));
            formats.add(new DisplayFormat("scientific", decimals, false, "", mark, "#E"));
        }
        return formats;
    }

    /** How many decimals of the value are left. */
    int kept() {
        return pattern.indexOf('%') > 0 ? decimals + 2 : decimals;
    }

    boolean isScientific() {
        return pattern.equals("#E");
    }

    String shown(String number) {
        BigDecimal value = new BigDecimal(number);
        if (isScientific()) {
            return scientific(value);
        }
        BigDecimal moved = pattern.indexOf('%') > 0 ? value.movePointRight(2) : value;
        BigDecimal rounded = moved.setScale(decimals, RoundingMode.HALF_UP);
        if (optional) {
            rounded = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        }
        String digits = grouped(rounded.abs().toPlainString());
        boolean negative = rounded.signum() < 0;
        if (pattern.contains("(") || pattern.contains("▲")) {
            String plain = pattern.replace("(#)", "#").replace("▲", "");
            return (negative ? pattern : plain).replace("#", digits);
        }
        return (negative ? "-" : "") + pattern.replace("#", digits);
    }

    private String grouped(String plain) {
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder digits = new StringBuilder(whole);
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            digits.insert(at, grouping);
        }
        return point < 0
                ? digits.toString()
                : digits.append(mark).append(plain, point + 1, plain.length()).toString();
    }

    private String scientific(BigDecimal value) {
        if (value.signum() == 0) {
            return grouped(BigDecimal.ZERO.setScale(decimals).toPlainString()) + "E+00";
        }
        BigDecimal rounded = value.round(new java.math.MathContext(decimals + 1, RoundingMode.HALF_UP));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
        return mantissa.replace('.', mark) + "E%+03d".formatted(exponent);
    }
}
