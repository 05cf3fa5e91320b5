package safecsv.mysql.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names in a text that the server may take for tables or views: at least all that it does. {@link NamedTables} is for
 * messages; this is for what must not be missed.
 */
final class ViewCandidates {
    private final List<SqlToken> tokens;
    private final Set<List<String>> names = new LinkedHashSet<>();
    private final Deque<Parenthesis> open = new ArrayDeque<>();

    private ViewCandidates(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** What is between two parentheses, or the whole text. */
    private static final class Parenthesis {
        private boolean select;
        private boolean tables;
        private boolean tableNext;
    }

    /** Each once: a table's name, or a schema's and a table's, without quotes. */
    static Set<List<String>> in(List<SqlToken> tokens) {
        ViewCandidates candidates = new ViewCandidates(tokens);
        if (!tokens.isEmpty() && StatementWords.isReadByName(tokens.get(0))) {
            // SHOW COLUMNS IN v, DESCRIBE v: few words, and any of them may be a view's name.
            candidates.addAll();
        }
        candidates.walk();
        return candidates.names;
    }

    /** The names that the text itself gives to queries: WITH name AS (…). */
    static Set<String> ofItsOwn(List<SqlToken> tokens) {
        Set<String> own = new LinkedHashSet<>();
        for (int index = 0; index < tokens.size(); index++) {
            boolean named = tokens.get(index).isName()
                    && index + 2 < tokens.size()
                    && ((tokens.get(index + 1).isWord("AS")
                                    && tokens.get(index + 2).isOperator("("))
                            || (tokens.get(index + 1).isOperator("(")
                                    && !(index > 0 && tokens.get(index - 1).isWord("AS"))
                                    && ForbiddenFunctions.namesColumns(tokens, index)));
            if (named) {
                own.add(tokens.get(index).plainName());
            }
        }
        return own;
    }

    private void addAll() {
        for (int index = 1; index < tokens.size(); index++) {
            if (tokens.get(index).isName()) {
                add(index);
            }
        }
    }

    private void walk() {
        open.push(new Parenthesis());
        for (int index = 0; index < tokens.size(); index++) {
            SqlToken token = tokens.get(index);
            Parenthesis here = open.element();
            if (token.isOperator("(")) {
                Parenthesis inner = new Parenthesis();
                inner.tables = here.tableNext;
                inner.tableNext = here.tableNext;
                here.tableNext = false;
                open.push(inner);
            } else if (token.isOperator(")")) {
                if (open.size() > 1) {
                    open.pop();
                }
            } else if (token.isOperator(";")) {
                open.clear();
                open.push(new Parenthesis());
            } else if (token.isOperator(",")) {
                here.tableNext = here.tables;
            } else if (token.isName()) {
                index = name(here, index);
            }
        }
    }

    /** Returns the index of the last token that belongs to the name. */
    private int name(Parenthesis here, int index) {
        SqlToken token = tokens.get(index);
        boolean word = token.kind() == SqlToken.Kind.WORD
                && !(index > 0 && tokens.get(index - 1).isOperator("."));
        if (word && keyword(here, index)) {
            return index;
        }
        boolean odbc = index > 0 && tokens.get(index - 1).isOperator("{");
        boolean call = index + 1 < tokens.size() && tokens.get(index + 1).isOperator("(");
        if (!here.tableNext || odbc) {
            return index;
        }
        here.tableNext = false;
        return call ? index : add(index);
    }

    private boolean keyword(Parenthesis here, int index) {
        SqlToken token = tokens.get(index);
        if (index > 0 && tokens.get(index - 1).isWord("FOR") && !token.isWord("SELECT")) {
            return !here.tableNext; // USE INDEX FOR JOIN (…)
        }
        if (token.isWord("SELECT") || token.isWord("TABLE")) {
            here.select = true;
            here.tables = token.isWord("TABLE");
            here.tableNext = here.tables;
            return true;
        }
        if (token.isWord("FROM")) {
            // Not SUBSTRING(a FROM 2).
            here.tables |= here.select;
            here.tableNext = here.select;
            return true;
        }
        if (token.isWord("JOIN") || token.isWord("STRAIGHT_JOIN")) {
            here.tableNext = here.tables;
            return true;
        }
        if (token.isWord("WHERE") || token.isWord("HAVING") || token.isWord("GROUP") || token.isWord("ORDER")) {
            here.tables = false;
            here.tableNext = false;
            return true;
        }
        return false;
    }

    private int add(int index) {
        List<String> parts = new ArrayList<>(List.of(tokens.get(index).plainName()));
        int at = index;
        while (at + 2 < tokens.size()
                && tokens.get(at + 1).isOperator(".")
                && tokens.get(at + 2).isName()) {
            parts.add(tokens.get(at + 2).plainName());
            at += 2;
        }
        if (parts.size() <= 2) {
            names.add(List.copyOf(parts));
        } else {
            // The server knows no longer names of tables; whatever this is, its last parts are looked at.
            names.add(List.copyOf(parts.subList(parts.size() - 2, parts.size())));
        }
        return at;
    }
}
