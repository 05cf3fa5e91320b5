package safecsv.mysql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.RoutineBody;

/**
 * Reads the bodies of the stored functions that a query calls, and of those that these call: a function can write a file
 * on the server or change its settings, and neither a READ ONLY session nor a prepare says so. Functions that a view
 * calls are the view's owner's affair and are not looked at.
 */
final class RoutineCheck {
    private RoutineCheck() {}

    /** @throws SafecsvException refused, naming the function and why */
    static void check(Connection session, BoundQuery query) {
        Set<String> seen = new HashSet<>();
        Deque<String> bodies = new ArrayDeque<>();
        bodies.add(query.sql());
        try {
            while (!bodies.isEmpty()) {
                Set<String> names = RoutineBody.calledNames(bodies.remove());
                names.removeAll(seen);
                seen.addAll(names);
                if (!names.isEmpty()) {
                    readBodies(session, names, bodies);
                }
            }
        } catch (SQLException e) {
            throw ServerErrors.whileReading(e);
        }
    }

    /** https://dev.mysql.com/doc/refman/en/information-schema-routines-table.html */
    private static void readBodies(Connection session, Set<String> names, Deque<String> bodies) throws SQLException {
        String sql = "SELECT routine_schema, routine_name, routine_definition FROM information_schema.routines"
                + " WHERE routine_type = 'FUNCTION' AND UPPER(routine_name) IN ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            int index = 1;
            for (String name : names) {
                statement.setString(index++, name);
            }
            try (ResultSet functions = statement.executeQuery()) {
                while (functions.next()) {
                    String name = functions.getString(1) + "." + functions.getString(2);
                    bodies.add(requireHarmless(name, functions.getString(3)));
                }
            }
        }
    }

    private static String requireHarmless(String name, String body) {
        Optional<String> reason =
                body == null ? Optional.of("has a body that this account may not read") : RoutineBody.whyNot(body);
        if (reason.isPresent()) {
            throw new SafecsvException(
                    ExitCode.REFUSED,
                    "Refused: the stored function %s %s. Leave the call out, or use --trust-functions if you know what it does. The query was not run."
                            .formatted(name, reason.get()));
        }
        return body;
    }
}
