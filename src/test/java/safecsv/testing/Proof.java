package safecsv.testing;

/**
 * How often a test that proves by mass repeats itself. Such a test has the tag {@code proof}: every run does a small
 * seeded part of it, and {@code mvn -Pproof verify} does all of it, and nothing else.
 */
public final class Proof {
    private Proof() {}

    /**
     * The number of rounds.
     *
     * @param property a system property that sets another number for one run
     * @param everyRun the number in an ordinary run
     * @param proof the number in the profile {@code proof}
     */
    public static int rounds(String property, int everyRun, int proof) {
        return Integer.getInteger(property, Boolean.getBoolean("safecsv.proof") ? proof : everyRun);
    }
}
