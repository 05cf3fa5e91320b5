package safecsv.export;

import java.time.Duration;
import java.util.Objects;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.csv.SpaceCheck;
import safecsv.export.pace.PaceLimits;

/**
 * One export. The masks that the source states are among the form's; where it is editable, there are none.
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
        Objects.requireNonNull(pace);
        // Here, so that no way to an export overlooks them.
        form = masked(source, form);
        if (source.editable() && !(target instanceof ExportTarget.File)) {
            throw new SafecsvException(ExitCode.USAGE, "--editable writes two files: name the CSV with -o FILE.");
        }
    }

    /**
     * The form with all masks, those that the source states too.
     *
     * @throws SafecsvException usage (2), where the source can't have this form
     */
    static OutputForm masked(ExportSource source, OutputForm form) {
        OutputForm masked = form.with(source.masked(form.masks()));
        if (source.editable()) {
            EditableExport.requireFitting(masked);
        }
        return masked;
    }
}
