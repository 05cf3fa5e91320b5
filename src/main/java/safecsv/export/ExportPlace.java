package safecsv.export;

import java.nio.file.Path;

/**
 * Where an export goes, as messages tell it.
 *
 * @param name a short name
 * @param stream whether it is standard output
 * @param untouched a clause without full stop: what is there after a failure
 */
record ExportPlace(String name, boolean stream, String untouched) {
    static ExportPlace of(ExportTarget target) {
        if (target instanceof ExportTarget.File file) {
            return new ExportPlace(
                    target.name(),
                    false,
                    file.replace()
                            ? "%s is as it was before".formatted(file.path())
                            : "Nothing was written to %s".formatted(file.path()));
        }
        return new ExportPlace(target.name(), true, "What standard output got so far is not the whole result");
    }

    /** Several files that appear together. */
    static ExportPlace ofDirectory(Path directory) {
        return new ExportPlace(
                directory.toString(),
                false,
                "None of the files was written, %s is as it was before".formatted(directory));
    }
}
