package safecsv.doctor;

/**
 * What runs here.
 *
 * @param version safecsv's
 * @param java its version and vendor
 * @param heapBytes the most memory that values may take
 */
public record ProgramFacts(String version, String java, long heapBytes) {
    /**
     * This Java's.
     *
     * @param version of safecsv
     */
    public static ProgramFacts ofThisProcess(String version) {
        return new ProgramFacts(
                version,
                System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                Runtime.getRuntime().maxMemory());
    }
}
