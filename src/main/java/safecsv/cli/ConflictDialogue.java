package safecsv.cli;

import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.ConflictQuestion;
import safecsv.diff.ConflictReason;
import safecsv.diff.plan.PlanChange;

/** Shows one conflict after the other on the terminal and asks what becomes of it. */
final class ConflictDialogue implements ConflictQuestion {
    private static final String QUESTION =
            "[k]eep the database's, [t]ake the CSV's, K or T for this and all others, [s]kip, [q]uit: ";

    private final PrintWriter messages;
    private final UnaryOperator<String> terminal;

    ConflictDialogue(PrintWriter messages) {
        this(messages, question -> TerminalQuestion.line(messages, question));
    }

    /** @param terminal gives the line that was answered to a question */
    ConflictDialogue(PrintWriter messages, UnaryOperator<String> terminal) {
        this.messages = messages;
        this.terminal = terminal;
    }

    @Override
    public Answer ask(ConflictReason reason, PlanChange conflict) {
        new ChangeText(messages::println, false).print(conflict, reason);
        while (true) {
            String answer = terminal.apply(QUESTION);
            switch (answer) {
                case "k" -> {
                    return Answer.KEEP_DATABASE;
                }
                case "t" -> {
                    return Answer.TAKE_CSV;
                }
                case "K" -> {
                    return Answer.KEEP_DATABASE_FROM_NOW_ON;
                }
                case "T" -> {
                    return Answer.TAKE_CSV_FROM_NOW_ON;
                }
                case "s" -> {
                    return Answer.SKIP;
                }
                // A terminal that is closed answers with nothing, for ever.
                case "q", "" ->
                    throw new SafecsvException(
                            ExitCode.REFUSED, "Ended at the question about a conflict. Nothing was written.");
                default -> messages.println("One of k, t, K, T, s, q, please.");
            }
        }
    }
}
