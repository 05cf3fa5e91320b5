package safecsv.csv;

/** Opens the parts of one output, one after the other. */
public interface PartSinks {
    /**
     * Opens the next part.
     *
     * @param number from 1
     * @throws safecsv.SafecsvException where it can't be created
     */
    ByteSink open(int number);
}
