package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.diff.ConflictQuestion.Answer;
import safecsv.diff.ConflictReason;
import safecsv.diff.plan.PlanCell;
import safecsv.diff.plan.PlanChange;

class ConflictDialogueTest {
    private static final PlanChange CONFLICT = new PlanChange(
            PlanChange.Kind.CONFLICT, 12, Map.of("id", "10"), Map.of("status", PlanCell.conflict("a", "b", "c")));

    private final StringWriter said = new StringWriter();

    private Answer ask(String... answers) {
        Deque<String> lines = new ArrayDeque<>(List.of(answers));
        return new ConflictDialogue(new PrintWriter(said), question -> lines.pop())
                .ask(ConflictReason.CHANGED, CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({"k,KEEP_DATABASE", "t,TAKE_CSV", "K,KEEP_DATABASE_FROM_NOW_ON", "T,TAKE_CSV_FROM_NOW_ON", "s,SKIP"})
    void takes_one_letter(String letter, Answer expected) {
        assertEquals(expected, ask(letter));
        assertEquals("""
            conflict id=10 (line 12): the database has changed it too
                status: was a, CSV b, database c
            """, said.toString());
    }

    @Test
    void asks_again_where_the_answer_is_none() {
        assertEquals(Answer.SKIP, ask("yes", "s"));
        assertTrue(said.toString().contains("One of k, t, K, T, s, q, please."));
    }

    @ParameterizedTest
    @CsvSource({"q", "''"})
    void quitting_writes_nothing(String answer) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> ask(answer));
        assertEquals(ExitCode.REFUSED, error.exitCode());
        assertTrue(error.getMessage().contains("Nothing was written."));
    }
}
