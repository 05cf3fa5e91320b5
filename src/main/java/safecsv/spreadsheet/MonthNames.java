package safecsv.spreadsheet;

import java.util.Locale;

/** Names of months as spreadsheets write and read them: English, German, French, Spanish, Italian. */
final class MonthNames {
    private static final String[][] FULL = {
        {
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december"
        },
        {
            "januar",
            "februar",
            "märz",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "dezember"
        },
        {
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre"
        },
        {
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre"
        },
        {
            "gennaio",
            "febbraio",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre",
            "ottobre",
            "novembre",
            "dicembre"
        },
    };

    private static final int SHORTEST = 3;

    private MonthNames() {}

    /** 1 to 12 for a name or its beginning of at least three letters; 0 for anything else. */
    static int month(String word) {
        if (word.length() < SHORTEST || word.length() > 10) {
            return 0;
        }
        String name = word.toLowerCase(Locale.ROOT);
        if (name.equals("mrz")) {
            return 3;
        }
        for (String[] names : FULL) {
            for (int month = 0; month < names.length; month++) {
                if (names[month].startsWith(name)) {
                    return month + 1;
                }
            }
        }
        return 0;
    }
}
