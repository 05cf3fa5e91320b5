package safecsv.spreadsheet;

/** The numbers, words and marks of a text that may be a date or a time, and the place up to which it was read. */
final class MomentTokens {
    private static final int MOST_TOKENS = 16;

    private final String text;
    /** Numbers, or -1 where the token is a word or a mark. */
    private final int[] numbers = new int[MOST_TOKENS];

    private final int[] starts = new int[MOST_TOKENS];
    private final int[] ends = new int[MOST_TOKENS];
    private int count;
    /** The next token to be read. */
    int at;

    private MomentTokens(String text) {
        this.text = text;
    }

    /** The tokens, or null where they are too many or too few for a date or a time. */
    static MomentTokens of(String text) {
        MomentTokens tokens = new MomentTokens(text);
        return tokens.tokenize() ? tokens : null;
    }

    private boolean tokenize() {
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == ' ') {
                i++;
                continue;
            }
            if (count == MOST_TOKENS) {
                return false;
            }
            i = take(i);
            if (i < 0) {
                return false;
            }
        }
        return count >= 2;
    }

    /** Takes the token that starts here; returns where it ends, or a negative number for digits that no date has. */
    private int take(int start) {
        char c = text.charAt(start);
        int end = start + 1;
        int number = -1;
        if (isDigit(c)) {
            number = c - '0';
            while (end < text.length() && isDigit(text.charAt(end))) {
                number = number * 10 + text.charAt(end++) - '0';
            }
            if (end - start > 9) {
                return -1;
            }
        } else if (isInWord(c)) {
            while (end < text.length() && isInWord(text.charAt(end))) {
                end++;
            }
        }
        numbers[count] = number;
        starts[count] = start;
        ends[count++] = end;
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Chinese characters are each a token. */
    private static boolean isInWord(char c) {
        return c < '\u2e80' && Character.isLetter(c);
    }

    /** Whether all was read. */
    boolean atEnd() {
        return at == count;
    }

    boolean has(int token) {
        return token < count;
    }

    /** Its value, or -1 where it is a word or a mark, or there is none. */
    int number(int token) {
        return token < count ? numbers[token] : -1;
    }

    /** How many characters it has. */
    int digits(int token) {
        return ends[token] - starts[token];
    }

    /** Its first character. */
    char character(int token) {
        return text.charAt(starts[token]);
    }

    String text(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** Whether one stands right behind the other, without a blank. */
    boolean adjoin(int token, int next) {
        return starts[next] == ends[token];
    }

    /** Whether the next token is this mark. */
    boolean mark(char mark) {
        return at < count && number(at) < 0 && character(at) == mark && digits(at) == 1;
    }

    /** Whether there are a number and the mark between hours and minutes. */
    boolean isTime(int token) {
        return token + 1 < count && isHourMark(token + 1);
    }

    boolean isHourMark(int token) {
        return character(token) == ':' || character(token) == '時';
    }
}
