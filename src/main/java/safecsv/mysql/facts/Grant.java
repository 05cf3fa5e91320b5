package safecsv.mysql.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;

/**
 * One line of SHOW GRANTS that is about databases and tables. Source: MySQL manual, "GRANT Statement" and "SHOW GRANTS
 * Statement".
 *
 * @param privileges in upper case, such as SELECT or REPLICATION CLIENT; ALL for all
 * @param onColumns those of which the account has only some columns
 * @param schema a database's name, in which {@code _}, {@code %} and {@code \} may be a pattern's; {@code *} for all
 * @param table a table's name; {@code *} for all
 * @param revoked whether the line takes the privileges away again (MySQL's partial revokes)
 */
record Grant(Set<String> privileges, Set<String> onColumns, String schema, String table, boolean revoked) {
    static final String ANY = "*";
    static final String ALL = "ALL";

    Grant {
        privileges = Set.copyOf(privileges);
        onColumns = Set.copyOf(onColumns);
    }

    /** Returns empty for a role, a proxy, a routine. */
    static Optional<Grant> parse(String line) {
        List<SqlToken> tokens = SqlScanner.scan(line);
        boolean revoked = tokens.get(0).isWord("REVOKE");
        Set<String> privileges = new TreeSet<>();
        Set<String> onColumns = new TreeSet<>();
        List<String> words = new ArrayList<>();
        boolean columns = false;
        for (int at = 1; at < tokens.size(); at++) {
            SqlToken token = tokens.get(at);
            boolean done = token.isWord("ON");
            if (token.isOperator("(")) {
                at = closing(tokens, at);
                columns = true;
            } else if (done || token.isOperator(",")) {
                (columns ? onColumns : privileges).add(name(words));
                words.clear();
                columns = false;
                if (done) {
                    return target(tokens, at + 1)
                            .map(on -> new Grant(privileges, onColumns, on.get(0), on.get(1), revoked));
                }
            } else if (token.kind() == SqlToken.Kind.WORD) {
                words.add(token.text().toUpperCase(Locale.ROOT));
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String name(List<String> words) {
        String name = String.join(" ", words);
        return name.equals("ALL PRIVILEGES") ? ALL : name;
    }

    private static int closing(List<SqlToken> tokens, int open) {
        int at = open;
        while (at < tokens.size() && !tokens.get(at).isOperator(")")) {
            at++;
        }
        return at;
    }

    private static Optional<List<String>> target(List<SqlToken> tokens, int start) {
        int at = start;
        if (at < tokens.size() && tokens.get(at).isWord("TABLE")) {
            at++;
        }
        boolean complete = at + 3 < tokens.size() && tokens.get(at + 1).isOperator(".");
        return complete ? Optional.of(List.of(part(tokens.get(at)), part(tokens.get(at + 2)))) : Optional.empty();
    }

    private static String part(SqlToken token) {
        String text = token.text();
        return token.kind() == SqlToken.Kind.QUOTED_NAME
                ? text.substring(1, text.length() - 1).replace("``", "`")
                : text;
    }

    boolean gives(String privilege) {
        return privileges.contains(privilege) || privileges.contains(ALL);
    }
}
