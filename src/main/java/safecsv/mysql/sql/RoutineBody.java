package safecsv.mysql.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safecsv.SafecsvException;

/**
 * The body of a stored function, whose statements must be of a short list: those that compute with variables of the
 * function's own and with rows that they read. That it changes rows, the READ ONLY session prevents; all else that a
 * statement can do, and what new versions of the servers bring, is not on the list. Source: MySQL manual, "Compound
 * Statement Syntax".
 */
public final class RoutineBody {
    /** Between RETURNS and the body, in the form in which the servers print a function. */
    private static final Set<String> CHARACTERISTICS = words("""
        UNSIGNED SIGNED ZEROFILL PRECISION VARYING CHARSET CHARACTER COLLATE ASCII UNICODE BYTE NO SQL CONTAINS READS
        MODIFIES DATA DETERMINISTIC NOT LANGUAGE SECURITY INVOKER DEFINER COMMENT
        """);

    /** What SET takes for something else than a variable, unless it is in backquotes. */
    private static final Set<String> NO_VARIABLES =
            words("GLOBAL SESSION LOCAL PERSIST PERSIST_ONLY NAMES CHARACTER CHARSET PASSWORD TRANSACTION ROLE DEFAULT"
                    + " RESOURCE STATEMENT");

    private static final Set<String> END_OF_LIST = words("END ELSE ELSEIF WHEN UNTIL");

    private final List<SqlToken> tokens;
    private final Set<String> parameters;
    private final Deque<Set<String>> scopes = new ArrayDeque<>();
    private int at;

    private RoutineBody(List<SqlToken> tokens, Set<String> parameters) {
        this.tokens = tokens;
        this.parameters = parameters;
    }

    /** Says what is wrong with a body, as the rest of a sentence. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown(String reason) {
            super(reason);
        }
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }

    /**
     * Reads a function.
     *
     * @param create what SHOW CREATE FUNCTION prints
     * @throws SafecsvException where it can't be read as SQL
     */
    static RoutineBody of(String create) {
        List<SqlToken> all = withLabels(SqlScanner.scan(create));
        int open = 0;
        while (open < all.size() && !all.get(open).isOperator("(")) {
            open++;
        }
        int close = closing(all, open);
        Set<String> parameters = new HashSet<>();
        for (int index = open; index < close; index++) {
            boolean first = index == open || (all.get(index).isOperator(",") && closing(all, index, close) == close);
            if (first) {
                int name = index + 1;
                boolean mode = all.get(name).isWord("IN")
                        || all.get(name).isWord("INOUT")
                        || all.get(name).isWord("OUT");
                if (all.get(mode ? name + 1 : name).isName()) {
                    parameters.add(variable(all.get(mode ? name + 1 : name)));
                }
            }
        }
        int body = bodyStart(all, close + 1);
        return new RoutineBody(all.subList(Math.min(body, all.size()), all.size()), parameters);
    }

    /**
     * Why the body is refused, as the rest of a sentence; empty where there is nothing against it.
     *
     * @param create what SHOW CREATE FUNCTION prints
     */
    public static Optional<String> whyNot(String create) {
        try {
            return of(create).whyNot();
        } catch (SafecsvException | IndexOutOfBoundsException e) {
            return Optional.of("has a body that can't be read as plain SQL");
        }
    }

    List<SqlToken> tokens() {
        return tokens;
    }

    /** {@code label:loop} without a space looks like a placeholder. */
    private static List<SqlToken> withLabels(List<SqlToken> scanned) {
        List<SqlToken> tokens = new ArrayList<>();
        for (SqlToken token : scanned) {
            if (token.kind() == SqlToken.Kind.PARAMETER) {
                int start = token.start();
                tokens.add(new SqlToken(SqlToken.Kind.OPERATOR, ":", start, start + 1));
                tokens.add(new SqlToken(SqlToken.Kind.WORD, token.text().substring(1), start + 1, token.end()));
            } else {
                tokens.add(token);
            }
        }
        return tokens;
    }

    /** The index of the parenthesis that closes the one at {@code open}. */
    private static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int index = open; index < tokens.size(); index++) {
            depth += tokens.get(index).isOperator("(") ? 1 : tokens.get(index).isOperator(")") ? -1 : 0;
            if (depth == 0) {
                return index;
            }
        }
        return tokens.size();
    }

    /** The index of the parenthesis that closes the one around {@code inside}, or {@code end}. */
    private static int closing(List<SqlToken> tokens, int inside, int end) {
        int depth = 0;
        for (int index = inside; index < end; index++) {
            depth += tokens.get(index).isOperator("(") ? 1 : tokens.get(index).isOperator(")") ? -1 : 0;
            if (depth < 0) {
                return index;
            }
        }
        return end;
    }

    private static int bodyStart(List<SqlToken> tokens, int returns) {
        if (!tokens.get(returns).isWord("RETURNS")) {
            throw new IndexOutOfBoundsException("no RETURNS");
        }
        int index = returns + 2;
        while (index < tokens.size()) {
            SqlToken token = tokens.get(index);
            if (token.isOperator("(")) {
                index = closing(tokens, index) + 1;
            } else if (token.isWord("CHARSET") || token.isWord("COLLATE") || token.isWord("COMMENT")) {
                index += 2;
            } else if (token.kind() == SqlToken.Kind.WORD && CHARACTERISTICS.contains(upper(token))) {
                index++;
            } else {
                return index;
            }
        }
        return index;
    }

    /** Why it is refused, as the rest of a sentence; empty where there is nothing against it. */
    Optional<String> whyNot() {
        Optional<String> word = forbiddenWord();
        if (word.isPresent()) {
            return word;
        }
        at = 0;
        scopes.clear();
        scopes.push(parameters);
        try {
            statement();
            skipOperator(";");
            return at == tokens.size()
                    ? Optional.empty()
                    : Optional.of("has " + tokens.get(at).text() + " behind its body's end");
        } catch (Unknown e) {
            return Optional.of(e.getMessage());
        }
    }

    private Optional<String> forbiddenWord() {
        ForbiddenWords words = new ForbiddenWords(tokens);
        for (int index = 0; index < tokens.size(); index++) {
            Optional<ForbiddenWords.Finding> found = words.anywhere(index);
            if (found.isPresent()) {
                String part = found.get().part();
                return Optional.of((part.endsWith("()") ? "calls " : "has ") + part + ", which "
                        + found.get().why());
            }
        }
        return Optional.empty();
    }

    private void statements() throws Unknown {
        while (!(peekKind(SqlToken.Kind.WORD) && END_OF_LIST.contains(upper(peek())))) {
            statement();
            require(";");
        }
    }

    private void statement() throws Unknown {
        if (at + 1 < tokens.size() && peek().isName() && tokens.get(at + 1).isOperator(":")) {
            at += 2;
        }
        String word = peekKind(SqlToken.Kind.WORD) ? upper(peek()) : "";
        switch (word) {
            case "BEGIN" -> block();
            case "RETURN" -> expression(Set.of());
            case "SET" -> set();
            case "SELECT", "WITH" -> select();
            case "IF" -> branches();
            case "CASE" -> cases();
            case "LOOP" -> loop();
            case "WHILE" -> whileLoop();
            case "REPEAT" -> repeat();
            case "LEAVE", "ITERATE", "OPEN", "CLOSE" -> at += 2;
            case "FETCH" -> fetch();
            default ->
                throw new Unknown("has a statement that begins with " + peek().text()
                        + ", which is none of those that only compute");
        }
    }

    private void block() throws Unknown {
        next();
        scopes.push(new HashSet<>());
        while (isWord("DECLARE")) {
            declare();
            require(";");
        }
        statements();
        requireWord("END");
        label();
        scopes.pop();
    }

    private void declare() throws Unknown {
        next();
        boolean handler = at + 1 < tokens.size() && tokens.get(at + 1).isWord("HANDLER");
        if (handler) {
            at += 2;
            requireWord("FOR");
            condition();
            while (skipOperator(",")) {
                condition();
            }
            statement();
            return;
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).isWord("CURSOR")) {
            at += 2;
            if (peek().isOperator("(")) {
                throw new Unknown("has a cursor with parameters");
            }
            requireWord("FOR");
            int start = at;
            expression(Set.of());
            requireNoInto(start, at);
            return;
        }
        Set<String> names = new HashSet<>();
        do {
            names.add(variable(next()));
        } while (skipOperator(","));
        boolean condition = isWord("CONDITION");
        expression(Set.of());
        if (!condition) {
            scopes.element().addAll(names);
        }
    }

    private void condition() throws Unknown {
        if (skipWord("SQLSTATE")) {
            skipWord("VALUE");
        } else {
            skipWord("NOT");
        }
        next();
    }

    private void set() throws Unknown {
        next();
        do {
            SqlToken target = next();
            boolean assigned = at < tokens.size() && (peek().isOperator("=") || peek().isOperator(":="));
            boolean setting = target.kind() == SqlToken.Kind.VARIABLE
                    || (target.kind() == SqlToken.Kind.WORD && NO_VARIABLES.contains(upper(target)));
            if (setting) {
                throw new Unknown("changes a setting of the server or a variable of the session");
            }
            if (!assigned || !isVariable(target)) {
                throw new Unknown("has SET " + target.text() + ", which is no variable of its own");
            }
            next();
            assigned(target);
        } while (skipOperator(","));
    }

    private void assigned(SqlToken target) throws Unknown {
        int depth = 0;
        int start = at;
        int cases = 0;
        while (at < tokens.size()) {
            SqlToken token = peek();
            boolean end = depth == 0 && cases == 0 && (token.isOperator(",") || token.isOperator(";"));
            if (end) {
                break;
            }
            cases += caseStep(token);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            at++;
        }
        if (start == at) {
            throw new Unknown("has SET " + target.text() + " without a value");
        }
        requirePlain(start, at);
    }

    private void select() throws Unknown {
        int start = at;
        int into = -1;
        int depth = 0;
        while (at < tokens.size() && !(depth == 0 && peek().isOperator(";"))) {
            depth += peek().isOperator("(") ? 1 : peek().isOperator(")") ? -1 : 0;
            if (isInto(at)) {
                if (depth != 0 || into >= 0) {
                    throw new Unknown("has INTO where it is not expected");
                }
                into = at;
            }
            requireNoAssignment(at);
            at++;
        }
        if (into < 0) {
            throw new Unknown(
                    "has a SELECT without INTO, at " + tokens.get(start).text());
        }
        requireVariables(into + 1);
    }

    private void fetch() throws Unknown {
        next();
        skipWord("NEXT");
        skipWord("FROM");
        next();
        requireWord("INTO");
        at = requireVariables(at);
    }

    /** Returns the index behind a list of variables of the function's own. */
    private int requireVariables(int start) throws Unknown {
        int index = start;
        while (true) {
            boolean file = index < tokens.size()
                    && (tokens.get(index).isWord("OUTFILE") || tokens.get(index).isWord("DUMPFILE"));
            if (file) {
                throw new Unknown("writes a file on the server's machine");
            }
            if (index >= tokens.size() || !isVariable(tokens.get(index))) {
                throw new Unknown("puts a result into "
                        + (index < tokens.size() ? tokens.get(index).text() : "nothing")
                        + ", which is no variable of its own");
            }
            index++;
            if (index >= tokens.size() || !tokens.get(index).isOperator(",")) {
                return index;
            }
            index++;
        }
    }

    private void branches() throws Unknown {
        next();
        expression(Set.of("THEN"));
        requireWord("THEN");
        statements();
        while (skipWord("ELSEIF")) {
            expression(Set.of("THEN"));
            requireWord("THEN");
            statements();
        }
        if (skipWord("ELSE")) {
            statements();
        }
        requireWord("END");
        requireWord("IF");
    }

    private void cases() throws Unknown {
        next();
        if (!isWord("WHEN")) {
            expression(Set.of("WHEN"));
        }
        while (skipWord("WHEN")) {
            expression(Set.of("THEN"));
            requireWord("THEN");
            statements();
        }
        if (skipWord("ELSE")) {
            statements();
        }
        requireWord("END");
        requireWord("CASE");
    }

    private void loop() throws Unknown {
        next();
        statements();
        requireWord("END");
        requireWord("LOOP");
        label();
    }

    private void whileLoop() throws Unknown {
        next();
        expression(Set.of("DO"));
        requireWord("DO");
        statements();
        requireWord("END");
        requireWord("WHILE");
        label();
    }

    private void repeat() throws Unknown {
        next();
        statements();
        requireWord("UNTIL");
        expression(Set.of("END"));
        requireWord("END");
        requireWord("REPEAT");
        label();
    }

    private void label() throws Unknown {
        if (at < tokens.size() && peek().isName() && !END_OF_LIST.contains(upper(peek()))) {
            at++;
        }
    }

    /** Goes to the end of the statement, or to one of these words outside of parentheses and CASE expressions. */
    private void expression(Set<String> ends) throws Unknown {
        int start = at;
        int depth = 0;
        int cases = 0;
        while (at < tokens.size()) {
            SqlToken token = peek();
            if (depth == 0
                    && cases == 0
                    && (token.isOperator(";")
                            || (token.kind() == SqlToken.Kind.WORD
                                    && !isPartOfName(at)
                                    && ends.contains(upper(token))))) {
                break;
            }
            cases += isPartOfName(at) ? 0 : caseStep(token);
            depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
            at++;
        }
        requirePlain(start, at);
    }

    private static int caseStep(SqlToken token) {
        return token.isWord("CASE") ? 1 : token.isWord("END") ? -1 : 0;
    }

    private void requirePlain(int start, int end) throws Unknown {
        requireNoInto(start, end);
        for (int index = start; index < end; index++) {
            requireNoAssignment(index);
        }
    }

    private void requireNoInto(int start, int end) throws Unknown {
        for (int index = start; index < end; index++) {
            if (isInto(index)) {
                throw new Unknown("has INTO where it is not expected");
            }
        }
    }

    private void requireNoAssignment(int index) throws Unknown {
        if (tokens.get(index).isOperator(":=")) {
            throw new Unknown("changes a variable of the session with :=");
        }
    }

    private boolean isInto(int index) {
        return tokens.get(index).isWord("INTO") && !isPartOfName(index);
    }

    private boolean isPartOfName(int index) {
        return index > 0
                && tokens.get(index - 1).isOperator(".")
                && tokens.get(index - 1).end() == tokens.get(index).start();
    }

    private boolean isVariable(SqlToken token) {
        boolean name = token.isName() && !(token.kind() == SqlToken.Kind.WORD && NO_VARIABLES.contains(upper(token)));
        return name && scopes.stream().anyMatch(scope -> scope.contains(variable(token)));
    }

    /** Without the case of ASCII letters; the server may think more names the same, which makes none of them another. */
    private static String variable(SqlToken token) {
        StringBuilder name = new StringBuilder();
        token.plainName().chars().forEach(c -> name.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return name.toString();
    }

    private static String upper(SqlToken token) {
        return token.text().toUpperCase(Locale.ROOT);
    }

    private SqlToken peek() throws Unknown {
        if (at >= tokens.size()) {
            throw new Unknown("ends in the middle of a statement");
        }
        return tokens.get(at);
    }

    private SqlToken next() throws Unknown {
        SqlToken token = peek();
        at++;
        return token;
    }

    private boolean peekKind(SqlToken.Kind kind) throws Unknown {
        return peek().kind() == kind;
    }

    private boolean isWord(String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }

    private boolean skipWord(String word) {
        boolean is = isWord(word);
        at += is ? 1 : 0;
        return is;
    }

    private boolean skipOperator(String operator) {
        boolean is = at < tokens.size() && tokens.get(at).isOperator(operator);
        at += is ? 1 : 0;
        return is;
    }

    private void require(String operator) throws Unknown {
        if (!skipOperator(operator)) {
            throw new Unknown("has " + peek().text() + " where a statement should end");
        }
    }

    private void requireWord(String word) throws Unknown {
        if (!skipWord(word)) {
            throw new Unknown("has " + peek().text() + " where " + word + " is expected");
        }
    }
}
