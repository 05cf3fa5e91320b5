package safecsv.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InnodbTransactionsTest {
    private static final String STATUS = """
            ------------
            TRANSACTIONS
            ------------
            Trx id counter 1599
            Purge done for trx's n:o < 1596 undo n:o < 0 state: running but idle
            History list length 13
            LIST OF TRANSACTIONS FOR EACH SESSION:
            ---TRANSACTION 375300293638504, not started
            0 lock struct(s), heap size 1128, 0 row lock(s)
            ---TRANSACTION 1594, ACTIVE 1 sec
            2 lock struct(s), heap size 1128, 1 row lock(s), undo log entries 1
            MySQL thread id 20, OS thread handle 140637948049088, query id 72 localhost 127.0.0.1 admin User sleep
            ---TRANSACTION 1590, COMMITTED IN MEMORY flushing log
            ---TRANSACTION 1584, ACTIVE (PREPARED) 14 sec inserting
            mysql tables in use 1, locked 1
            --------
            FILE I/O
            --------
            ---TRANSACTION 7, ACTIVE 1 sec
            """;

    @Test
    void reads_the_counter_and_the_transactions_that_have_not_ended() {
        assertEquals(Optional.of(new InnodbTransactions(1599, Set.of(1594L, 1584L))), InnodbTransactions.parse(STATUS));
    }

    @Test
    void a_list_that_was_cut_is_none() {
        assertEquals(
                Optional.empty(),
                InnodbTransactions.parse(
                        STATUS.replace("---TRANSACTION 1584", "... truncated...\n---TRANSACTION 1584")));
        assertEquals(Optional.empty(), InnodbTransactions.parse(STATUS.substring(0, STATUS.indexOf("FILE"))));
        assertEquals(Optional.empty(), InnodbTransactions.parse(STATUS.replace("Trx id counter", "Trx ids")));
    }

    @Test
    void nothing_ended_where_all_that_were_active_are_and_all_that_began() {
        InnodbTransactions before = new InnodbTransactions(10, Set.of(3L, 7L));
        assertTrue(before.noneEndedUntil(before));
        assertTrue(before.noneEndedUntil(new InnodbTransactions(11, Set.of(3L, 7L, 10L))));
        assertTrue(before.noneEndedUntil(new InnodbTransactions(10, Set.of(3L, 7L, 10L))));
    }

    @Test
    void something_may_have_ended_where_one_is_missing() {
        InnodbTransactions before = new InnodbTransactions(10, Set.of(3L, 7L));
        assertFalse(before.noneEndedUntil(new InnodbTransactions(10, Set.of(3L))), "7 ended");
        assertFalse(before.noneEndedUntil(new InnodbTransactions(11, Set.of(3L, 7L))), "10 began and ended");
        assertFalse(
                before.noneEndedUntil(new InnodbTransactions(12, Set.of(3L, 7L, 11L))),
                "10 was given to one that ends");
    }
}
