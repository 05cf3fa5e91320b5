package safecsv.schedule.install;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.schedule.jobs.Job;

/** Time zones in the names of the IANA database, which is all that systemd and Kubernetes know. */
final class ZoneName {
    private ZoneName() {}

    /**
     * The name of a job's zone.
     *
     * @throws SafecsvException code 2 where it is an offset from UTC that has none
     */
    static String of(Job job) {
        ZoneId zone = job.schedule().zone();
        if (ZoneId.getAvailableZoneIds().contains(zone.getId())) {
            return zone.getId();
        }
        ZoneOffset offset = zone.getRules().getOffset(Instant.EPOCH);
        int hours = offset.getTotalSeconds() / 3600;
        String name = hours == 0 ? "UTC" : String.format(Locale.ROOT, "Etc/GMT%+d", -hours); // east has a minus there
        if (offset.getTotalSeconds() % 3600 != 0
                || !ZoneId.getAvailableZoneIds().contains(name)) {
            throw new SafecsvException(
                    ExitCode.USAGE,
                    "Job %s is in the time zone %s, for which systemd and Kubernetes have no name. Give it one such as Asia/Kolkata."
                            .formatted(job.name(), zone));
        }
        return name;
    }
}
