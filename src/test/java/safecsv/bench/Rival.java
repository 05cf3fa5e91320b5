package safecsv.bench;

/**
 * What safecsv is measured against.
 *
 * @param limit the most time that safecsv may take, as a multiple of the rival's; infinite where nothing is promised
 */
record Rival(Contender contender, double limit) {}
