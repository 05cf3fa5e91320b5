package safecsv.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the time of {@code --scheduled}. */
final class ScheduledTimes {
    private ScheduledTimes() {}

    /** @param zone what a time without an offset is meant in */
    static Instant parse(CommandLine line, String text, ZoneId zone) {
        String iso = text.strip().replace(' ', 'T');
        try {
            boolean offset = iso.matches(".*T.*(Z|[+-]\\d{2}:?\\d{2})");
            return offset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    line, "--scheduled '%s' is no time. Write it as 2026-11-24T03:00.".formatted(text), e);
        }
    }
}
