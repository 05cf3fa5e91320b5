package safecsv.export;

import safecsv.SafecsvException;

/**
 * An export that can be watched and ended from any other thread while {@link #run}, which is called once, does it.
 *
 * @param <S> what is said of it in the end
 */
public interface RunningExport<S> {
    /** How far it is; never null. */
    ExportProgress progress();

    /**
     * Exports.
     *
     * @throws OutputClosedException where the reader of standard output has closed it
     * @throws SafecsvException for everything else that went wrong; every target's name is as it was before then
     */
    S run() throws OutputClosedException;

    /** Ends the export; {@link #run} throws. Without effect once the last row has been written. */
    void interrupt();
}
