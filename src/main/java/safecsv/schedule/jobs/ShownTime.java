package safecsv.schedule.jobs;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times as people are shown them: with the offset, by which the two halves of a repeated hour differ. */
public final class ShownTime {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm XXX");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX");

    private ShownTime() {}

    /** A due time. */
    public static String minutes(ZonedDateTime time) {
        return MINUTES.format(time);
    }

    /** When something happened. */
    public static String seconds(ZonedDateTime time) {
        return SECONDS.format(time);
    }
}
