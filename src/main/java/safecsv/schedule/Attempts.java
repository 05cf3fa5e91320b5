package safecsv.schedule;

import java.nio.file.Path;
import java.time.Instant;

/** Makes the attempts of a job's turns. */
@FunctionalInterface
interface Attempts {
    /**
     * An attempt at one due time, not yet begun.
     *
     * @param number which one at this due time, from 1
     * @param target the name that its file is to have
     */
    OneAttempt at(Instant due, int number, Path target);

    /** One attempt. */
    interface OneAttempt extends AutoCloseable {
        /**
         * Exports, judges and publishes.
         *
         * @param onceOnly whether it is enough that another host has done it
         * @param expected whether the expectations must be met
         * @throws safecsv.SafecsvException for whatever went wrong; no file of this attempt has its name,
         *     or, with {@link Attempt.Undecided} for a cause, it can't be told whether it has
         */
        Attempt.Result run(boolean onceOnly, boolean expected);

        /** After the end of the attempt is written down. */
        @Override
        void close();
    }
}
