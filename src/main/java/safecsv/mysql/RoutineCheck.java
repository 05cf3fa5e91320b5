package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.CalledText;
import safecsv.mysql.sql.FunctionCall;
import safecsv.mysql.sql.Identifiers;
import safecsv.mysql.sql.RoutineBody;

/**
 * Looks at everything that runs with a query: the stored functions that it calls, the views that it reads, and what these
 * call and read in their turn. A function can write a file on the server or change its settings, and neither a READ ONLY
 * session nor a prepare says so; a view can call one. The server itself says which function or view a name stands for.
 */
final class RoutineCheck {
    /** More names than any query has; a server is asked about each. */
    private static final int MOST = 2000;

    /** In one question. */
    private static final int TABLES_AT_ONCE = 50;

    /** In others, a byte of a character can look like a quote or a backslash. */
    private static final Set<String> CHARACTER_SETS = Set.of("utf8", "utf8mb3", "utf8mb4", "latin1", "ascii", "latin2");

    private static final Set<String> OTHER_QUOTES = Set.of("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ORACLE", "ANSI");

    private final Connection session;
    private final TrustedFunctions trusted;
    private final boolean mariaDb;
    private final String database;
    private final Set<List<String>> seen = new HashSet<>();
    private final Deque<Part> parts = new ArrayDeque<>();

    private RoutineCheck(Connection session, TrustedFunctions trusted) throws SQLException {
        this.session = session;
        this.trusted = trusted;
        this.mariaDb = session.getMetaData().getDatabaseProductVersion().contains("MariaDB");
        this.database = session.getCatalog();
    }

    /**
     * A text that runs.
     *
     * @param owner the view or function whose it is; null for the query
     * @param schema where names without a database are looked up; null for the default
     */
    private record Part(CalledText text, String owner, String schema) {}

    /**
     * Returns where nothing is to be said against what the query calls. Nothing is executed or prepared.
     *
     * @param session without ANSI_QUOTES
     * @param query has passed {@link safecsv.mysql.sql.LexicalCheck}
     * @throws SafecsvException refused, naming the function or view and why
     */
    static void check(Connection session, BoundQuery query, TrustedFunctions trusted) {
        if (trusted.all()) {
            return;
        }
        try {
            RoutineCheck check = new RoutineCheck(session, trusted);
            check.parts.add(new Part(CalledText.ofQuery(query.sql()), null, null));
            while (!check.parts.isEmpty()) {
                check.look(check.parts.remove());
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    private void look(Part part) throws SQLException {
        for (FunctionCall call : part.text().calls()) {
            String schema = call.schema() == null ? part.schema() : call.schema();
            if (isNew("function", schema, call.name())) {
                function(call, schema, part);
            }
        }
        List<List<String>> tables = new ArrayList<>();
        for (List<String> table : part.text().tables()) {
            String schema = table.size() == 2 ? table.get(0) : part.schema();
            String name = table.get(table.size() - 1);
            // What the query itself names, this account must see, or the server refuses it.
            if (isNew(part.owner() == null ? "table of the query" : "table", schema, name)) {
                tables.add(Collections.unmodifiableList(Arrays.asList(schema, name)));
            }
        }
        for (int start = 0; start < tables.size(); start += TABLES_AT_ONCE) {
            views(tables.subList(start, Math.min(tables.size(), start + TABLES_AT_ONCE)), part);
        }
    }

    private boolean isNew(String kind, String schema, String name) {
        if (seen.size() > MOST) {
            throw refused("the query and what it calls", "name more functions and tables than can be looked at");
        }
        return seen.add(List.of(kind, schema == null ? "" : schema, name));
    }

    private void function(FunctionCall call, String schema, Part part) throws SQLException {
        if (trusted.contains(call.schema(), call.name(), database)) {
            return;
        }
        String shown = "the function " + call + place(part);
        if (call.mayMeanAnother()) {
            throw refused(shown, "has letters that the server may take for others. Write it as database.function");
        }
        if ("".equals(call.schema())) {
            throw refused(shown, "has a name of more than two parts, which can't be looked at");
        }
        if (call.schema() != null && mariaDb && exists("SHOW CREATE PACKAGE " + Identifiers.quoted(call.schema()))) {
            throw refused(shown, "belongs to a package, which can't be looked at");
        }
        Optional<Created> found = create("FUNCTION", schema, call.name());
        if (found.isPresent()) {
            stored(found.get(), schema == null ? database : schema);
        } else if (!call.isHarmlessBuiltIn()) {
            throw refused(
                    shown,
                    "is none that safecsv knows to be harmless, and no stored function that this account may call."
                            + " Check the spelling, and the database given with -D");
        }
    }

    private void stored(Created function, String schema) {
        String name = schema + "." + function.name();
        if (trusted.contains(schema, function.name(), database)) {
            return;
        }
        if (function.statement() == null) {
            throw refused(
                    "the stored function " + name,
                    "has a body that this account may not read (it takes SHOW_ROUTINE, or on MariaDB SELECT on"
                            + " mysql.proc)");
        }
        requireCertainText("the stored function " + name, function);
        RoutineBody.whyNot(function.statement()).ifPresent(reason -> {
            throw refused("the stored function " + name, reason);
        });
        parts.add(new Part(CalledText.ofFunction(function.statement()), "the stored function " + name, schema));
    }

    private static void requireCertainText(String shown, Created created) {
        String charset = created.charset().toLowerCase(Locale.ROOT);
        if (!CHARACTER_SETS.contains(charset)) {
            throw refused(shown, "was made under the character set " + charset + ", so that its text can't be told");
        }
        for (String mode : created.mode().split(",", -1)) {
            if (OTHER_QUOTES.contains(mode)) {
                throw refused(shown, "was made under the sql_mode " + mode + ", so that its text can't be told");
            }
        }
    }

    private void views(List<List<String>> tables, Part part) throws SQLException {
        String one = "SELECT table_schema, table_name, table_type, %d FROM information_schema.tables"
                + " WHERE table_schema = %s AND table_name = ?";
        List<String> questions = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int index = 0; index < tables.size(); index++) {
            String schema = tables.get(index).get(0);
            questions.add(one.formatted(index, schema == null ? "DATABASE()" : "?"));
            if (schema != null) {
                values.add(schema);
            }
            values.add(tables.get(index).get(1));
        }
        List<List<String>> views = new ArrayList<>();
        Set<Integer> visible = new HashSet<>();
        try (PreparedStatement statement = session.prepareStatement(String.join(" UNION ALL ", questions))) {
            for (int index = 0; index < values.size(); index++) {
                statement.setString(index + 1, values.get(index));
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    visible.add(found.getInt(4));
                    if ("VIEW".equals(found.getString(3))) {
                        views.add(List.of(found.getString(1), found.getString(2)));
                    }
                }
            }
        }
        requireVisible(tables, visible, part);
        for (List<String> view : views) {
            view(view.get(0), view.get(1));
        }
    }

    /** The owner of a view or function may read what this account can't see, and that may be a view as well. */
    private void requireVisible(List<List<String>> tables, Set<Integer> visible, Part part) {
        if (part.owner() == null) {
            return; // the server refuses it by itself
        }
        for (int index = 0; index < tables.size(); index++) {
            String schema = tables.get(index).get(0);
            String name = tables.get(index).get(1);
            boolean server = schema != null && schema.equalsIgnoreCase("information_schema");
            // WITH t AS (SELECT … FROM t): the inner one may be a table all the same, and is looked for as well.
            boolean own = part.text().ownTables().contains(name);
            if (!own
                    && !visible.contains(index)
                    && !server
                    && !name.equalsIgnoreCase("dual")
                    && !trusted.contains(schema == null ? database : schema, name, database)) {
                throw refused(
                        part.owner(),
                        "reads " + (schema == null ? "" : schema + ".") + name
                                + ", of which this account may not know whether it is a view that calls functions");
            }
        }
    }

    private void view(String schema, String name) throws SQLException {
        if (trusted.contains(schema, name, database)) {
            return;
        }
        String shown = "the view " + schema + "." + name;
        Created created = create("VIEW", schema, name).orElse(null);
        if (created == null || created.statement() == null) {
            throw refused(
                    shown,
                    "may call stored functions, and this account may not read its definition (it takes SHOW VIEW on %s.%s)"
                            .formatted(Identifiers.quoted(schema), Identifiers.quoted(name)));
        }
        requireCertainText(shown, created);
        try {
            // The server prints names without a database only where they are of the default one, whosever the view is.
            parts.add(new Part(CalledText.ofView(created.statement()), shown, null));
        } catch (SafecsvException e) {
            throw refused(shown, "is none that safecsv would run: " + e.getMessage());
        }
    }

    /**
     * What SHOW CREATE gives.
     *
     * @param name as the server has it
     * @param statement null where the account may not know it
     * @param mode the sql_mode that it was made under; empty for a view, which has none
     * @param charset the character set of the client that made it
     */
    private record Created(String name, String statement, String mode, String charset) {}

    private Optional<Created> create(String kind, String schema, String name) throws SQLException {
        String sql = "SHOW CREATE " + kind + " " + (schema == null ? "" : Identifiers.quoted(schema) + ".")
                + Identifiers.quoted(name);
        boolean view = kind.equals("VIEW");
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return Optional.of(new Created(
                        result.getString(1),
                        result.getString(view ? 2 : 3),
                        view ? "" : result.getString(2),
                        result.getString(view ? 3 : 4)));
            }
        } catch (SQLException e) {
            if (ServerErrors.isConnectionLost(e)) {
                throw e;
            }
            return switch (e.getErrorCode()) {
                case ServerErrors.UNKNOWN_FUNCTION,
                        ServerErrors.UNKNOWN_DATABASE,
                        ServerErrors.NO_DATABASE_SELECTED,
                        ServerErrors.UNKNOWN_TABLE,
                        ServerErrors.TABLE_ACCESS_DENIED -> Optional.empty();
                default -> throw e;
            };
        }
    }

    private boolean exists(String show) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.executeQuery(show).close();
            return true;
        } catch (SQLException e) {
            if (ServerErrors.isConnectionLost(e)) {
                throw e;
            }
            return e.getErrorCode() != ServerErrors.UNKNOWN_FUNCTION && e.getErrorCode() != ServerErrors.SYNTAX_ERROR;
        }
    }

    private static String place(Part part) {
        return part.owner() == null ? "" : ", which " + part.owner() + " calls,";
    }

    private static SafecsvException refused(String shown, String why) {
        return new SafecsvException(
                ExitCode.REFUSED,
                "Refused: %s %s. Leave it out, or name it with --trust-functions if you know what it does. The query was not run."
                        .formatted(shown, why));
    }
}
