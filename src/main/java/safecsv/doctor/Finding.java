package safecsv.doctor;

import java.util.Objects;
import java.util.Optional;
import safecsv.ExitCode;
import safecsv.SafecsvException;

/**
 * One thing that was looked at.
 *
 * @param topic one or two words
 * @param text what was found, without a full stop
 * @param advice what to do about it, if anything
 * @param exitCode what an export would end with because of it; DONE but for failures
 */
public record Finding(String topic, Mark mark, String text, Optional<String> advice, ExitCode exitCode) {
    public Finding {
        Objects.requireNonNull(topic);
        Objects.requireNonNull(text);
        if ((mark == Mark.FAIL) == (exitCode == ExitCode.DONE)) {
            throw new IllegalArgumentException("a failure has an exit code, and nothing else has");
        }
    }

    static Finding ok(String topic, String text) {
        return new Finding(topic, Mark.OK, text, Optional.empty(), ExitCode.DONE);
    }

    static Finding warn(String topic, String text, String advice) {
        return new Finding(topic, Mark.WARN, text, Optional.of(advice), ExitCode.DONE);
    }

    static Finding fail(String topic, String text, String advice, ExitCode exitCode) {
        return new Finding(topic, Mark.FAIL, text, Optional.of(advice), exitCode);
    }

    /** What an export would be told. */
    static Finding fail(String topic, SafecsvException error) {
        return new Finding(topic, Mark.FAIL, error.getMessage(), Optional.empty(), error.exitCode());
    }
}
