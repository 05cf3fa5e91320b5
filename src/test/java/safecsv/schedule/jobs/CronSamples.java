package safecsv.schedule.jobs;

import java.util.List;

/** Expressions and zones in which whatever can be wrong about a calendar shows within a year. */
public final class CronSamples {
    /** Around the hours that clocks skip or repeat, leap days and ends of months. */
    public static final List<String> EXPRESSIONS = List.of(
            "0 3 * * *",
            "30 2 * * *",
            "0 2 * * *",
            "59 1 * * *",
            "0 0 * * *",
            "0,30 1-3 * * *",
            "*/15 2 * * *",
            "*/5 * * * *",
            "0 * * * *",
            "30 */2 * * *",
            "7-59/13 * * * *",
            "0 0 1 * *",
            "0 6 31 * *",
            "15 2 28-31 * *",
            "0 12 29 2 *",
            "0 5 * * 1-5",
            "0 2 * * 0",
            "0 2 * * 7",
            "0 3 * * 7/2",
            "0 3 * * 0-4",
            "0 3 * * 5-7/2",
            "30 1 13 * 5",
            "30 2 1,15 * 0",
            "0 23 * 3,10,11 6",
            "45 23 28 2 *");

    /** Two with summer time, which changes on different days, and one without. */
    public static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "UTC");

    /** Those of the expressions that are due every few minutes. */
    public static final List<String> OFTEN = List.of("*/5 * * * *", "7-59/13 * * * *");

    private CronSamples() {}
}
