package safecsv.export;

import java.time.Duration;
import java.util.Objects;
import safecsv.csv.SpaceCheck;
import safecsv.export.pace.PaceLimits;

/**
 * One export. The masks that a query states in its header are among the form's.
 *
 * @param pace how gentle it is on the server
 */
public record ExportRequest(ExportSource source, ExportTarget target, OutputForm form, Limits limits, PaceLimits pace) {
    /**
     * Where an export stops and fails.
     *
     * @param maxRows most rows that may come; {@code Long.MAX_VALUE} for any number
     * @param timeout longest time it may take, in whole milliseconds; zero for any time
     * @param space whether it stops before the disk is full
     */
    public record Limits(long maxRows, Duration timeout, SpaceCheck space) {
        /** No limits but the disk's. */
        public static final Limits NONE = new Limits(Long.MAX_VALUE, Duration.ZERO);

        /** Stops before the disk is full. */
        public Limits(long maxRows, Duration timeout) {
            this(maxRows, timeout, SpaceCheck.ON);
        }

        public Limits {
            Objects.requireNonNull(space);
            if (maxRows < 0 || timeout.isNegative()) {
                throw new IllegalArgumentException("limits are not negative");
            }
        }
    }

    public ExportRequest {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        Objects.requireNonNull(form);
        Objects.requireNonNull(limits);
        if (source instanceof ExportSource.Query query) {
            // Here, so that no way to an export overlooks them.
            form = form.with(form.masks().withHeaderOf(query.query().source()));
        }
        Objects.requireNonNull(pace);
    }
}
