package safecsv.export.pace;

import java.util.Objects;

/**
 * Why an export must end now, though nothing is wrong with it.
 *
 * @param what a sentence: what was seen
 * @param next sentences: what to do, and which option would permit to go on
 */
public record Refusal(String what, String next) {
    public Refusal {
        Objects.requireNonNull(what);
        Objects.requireNonNull(next);
    }
}
