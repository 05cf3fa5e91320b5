package safecsv.bench;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Programs that do the same task in turns.
 *
 * @param title of their section in the report
 * @param subjects ways to do it with safecsv
 * @param rivals other ways; each subject is compared with each
 * @param rows what the subjects' outputs hold; empty where these are no CSV
 */
record Field(String title, List<Contender> subjects, List<Rival> rivals, OptionalLong rows) {
    /** Everybody, in the order in which they take turns. */
    List<Contender> contenders() {
        return Stream.concat(subjects.stream(), rivals.stream().map(Rival::contender))
                .toList();
    }
}
