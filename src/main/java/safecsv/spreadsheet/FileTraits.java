package safecsv.spreadsheet;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What the outside of an edited file shows, before any cell is compared.
 *
 * @param charset what the file is encoded in
 * @param rewritten whether it differs from what was exported in encoding, separator, quoting, line ends or byte order
 *     mark: some program has written it anew
 * @param quotesLost whether the quotes are gone by which NULL and the empty text were told apart
 * @param nullText what stood for NULL in the export; never null, often empty
 * @param zone in which the export wrote TIMESTAMPs; null where that is not known
 */
public record FileTraits(Charset charset, boolean rewritten, boolean quotesLost, String nullText, ZoneId zone) {
    /** The same, where the zone does not matter. */
    public FileTraits(Charset charset, boolean rewritten, boolean quotesLost, String nullText) {
        this(charset, rewritten, quotesLost, nullText, null);
    }

    public FileTraits {
        Objects.requireNonNull(charset);
        Objects.requireNonNull(nullText);
    }
}
