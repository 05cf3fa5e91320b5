package safecsv.export;

import java.nio.file.Path;

/**
 * Where an export's manifest goes.
 *
 * @param wanted whether there is one
 * @param file its file; null for {@code NAME.manifest.json} beside the target
 */
public record ManifestPlace(boolean wanted, Path file) {
    /** No manifest. */
    public static final ManifestPlace NONE = new ManifestPlace(false, null);

    /** Beside the target, which is a file. */
    public static final ManifestPlace BESIDE = new ManifestPlace(true, null);

    /** In this file. */
    public static ManifestPlace in(Path file) {
        return new ManifestPlace(true, file);
    }

    Path path(ExportTarget target) {
        if (file != null) {
            return file;
        }
        if (target instanceof ExportTarget.File beside) {
            Path path = beside.path();
            return path.resolveSibling(path.getFileName() + ".manifest.json");
        }
        throw new IllegalArgumentException("nothing is beside a stream");
    }

    /** Whether a manifest that is there is replaced: where the export itself may be. */
    static boolean replaces(ExportTarget target) {
        return target instanceof ExportTarget.File file && file.replace();
    }
}
