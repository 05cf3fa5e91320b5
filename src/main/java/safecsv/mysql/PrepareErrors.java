package safecsv.mysql;

import java.sql.SQLException;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.sql.Position;
import safecsv.mysql.sql.SqlScanner;
import safecsv.mysql.sql.SqlToken;
import safecsv.mysql.sql.StatementWords;
import safecsv.mysql.sql.SyntaxErrorPlace;

/** What the server's refusal to prepare a query means to its author. */
final class PrepareErrors {
    private static final String NOT_RUN = " The query was not run.";

    private PrepareErrors() {}

    /** Refused where the query is no read; else failed, with the server's text and what would help. */
    static SafecsvException translate(SQLException error, BoundQuery query) {
        return switch (error.getErrorCode()) {
            case ServerErrors.READ_ONLY_TRANSACTION ->
                refused(
                        statement(query)
                                + " writes, locks rows, or calls a function that does, and the session is read-only",
                        error);
            case ServerErrors.NOT_PREPARABLE -> refused(statement(query) + " is no query", error);
            case ServerErrors.SYNTAX_ERROR ->
                failed(
                        "MySQL does not understand the query"
                                + SyntaxErrorPlace.describe(error.getMessage(), query.sql(), query.source()),
                        error);
            case ServerErrors.NO_DATABASE_SELECTED ->
                failed("No database is selected. Name one with -D, or write the tables as database.table.", error);
            case ServerErrors.UNKNOWN_DATABASE, ServerErrors.UNKNOWN_TABLE, ServerErrors.UNKNOWN_FUNCTION ->
                failed(sentence(error) + " Check the spelling, and the database given with -D.", error);
            case ServerErrors.UNKNOWN_COLUMN -> failed(sentence(error), error);
            case ServerErrors.DATABASE_ACCESS_DENIED,
                    ServerErrors.TABLE_ACCESS_DENIED,
                    ServerErrors.COLUMN_ACCESS_DENIED,
                    ServerErrors.FUNCTION_ACCESS_DENIED ->
                failed(
                        "This account may not run the query: " + sentence(error)
                                + " Ask for the SELECT privilege on it, and EXECUTE for a function.",
                        error);
            default ->
                ServerErrors.isConnectionLost(error)
                        ? ServerErrors.whileReading(error)
                        : failed(
                                "MySQL does not accept the query (error " + error.getErrorCode() + "): "
                                        + sentence(error),
                                error);
        };
    }

    private static String statement(BoundQuery query) {
        Optional<SqlToken> word = StatementWords.first(SqlScanner.scan(query.sql()));
        return word.map(first -> "the statement that begins with " + first.upperName() + ", at "
                        + Position.of(query.sql(), first.start()) + ",")
                .orElse("the statement");
    }

    private static String sentence(SQLException error) {
        String text = error.getMessage().strip();
        return text.endsWith(".") ? text : text + ".";
    }

    private static SafecsvException refused(String what, SQLException error) {
        return new SafecsvException(
                ExitCode.REFUSED, "Refused: " + what + ". " + StatementWords.ACCEPTED + "." + NOT_RUN, error);
    }

    private static SafecsvException failed(String message, SQLException error) {
        return new SafecsvException(ExitCode.FAILED, message + NOT_RUN, error);
    }
}
