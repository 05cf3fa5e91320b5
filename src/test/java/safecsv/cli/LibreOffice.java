package safecsv.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The real program, without a window, through {@code src/test/resources/libreoffice/jobs.py}. */
final class LibreOffice {
    /** The system's own interpreter: Debian's python3-uno is for it. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final long MOST_MINUTES = 20;

    private LibreOffice() {}

    /**
     * One file that is opened, saved in some forms, edited and saved in some forms again.
     *
     * @param open filter options, as LibreOffice's "Filter Options for CSV" has them
     * @param formats that cells get before anything is saved
     * @param saves before anything is edited
     * @param editedSaves after it
     */
    record Job(
            String in,
            String open,
            List<Formatted> formats,
            List<Save> saves,
            List<Typed> edits,
            List<Save> editedSaves) {}

    /**
     * A number format.
     *
     * @param column counted from 0
     * @param first row, counted from 0, the header being 0
     * @param last row
     * @param code in the signs of the locale
     */
    record Formatted(int column, int first, int last, String code, String locale) {}

    /** A file to be saved, and its filter options. */
    record Save(String out, String options) {}

    /**
     * What is done to a cell.
     *
     * @param row counted from 0, the header being 0
     * @param column counted from 0
     * @param how {@code text}, {@code number}, or {@code typed} for what the program shall make something of
     */
    record Typed(int row, int column, String how, Object content) {}

    /** Skips the calling test, saying why, where the program or its Python bridge is missing. */
    static void require() throws Exception {
        Assumptions.assumeTrue(
                ends(0, "soffice", "--version") && ends(0, PYTHON, "-c", "import uno"),
                "LibreOffice (libreoffice-calc-nogui and python3-uno) is not installed");
    }

    private static boolean ends(int expected, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == expected;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Does all jobs in one start of the program, on a machine of this locale. */
    static void run(List<Job> jobs, String locale, Path folder) throws Exception {
        Path list = folder.resolve("jobs-" + locale + ".json");
        new JsonMapper().writeValue(list.toFile(), jobs);
        Path log = folder.resolve("soffice-" + locale + ".log");
        Process process = new ProcessBuilder(
                        PYTHON,
                        Path.of("src/test/resources/libreoffice/jobs.py").toString(),
                        list.toString(),
                        folder.toString(),
                        locale)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        if (!ended || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException("LibreOffice failed: " + Files.readString(log));
        }
    }
}
