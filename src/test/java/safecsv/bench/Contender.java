package safecsv.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A program that is measured.
 *
 * @param name as it stands in the report
 * @param command program and arguments
 * @param output the file it writes; removed before each run
 * @param throughStandardOutput whether that file is the program's standard output
 * @param exitCode with which it ends where all is well
 */
record Contender(String name, List<String> command, Path output, boolean throughStandardOutput, int exitCode) {
    /** One that ends with 0. */
    Contender(String name, List<String> command, Path output, boolean throughStandardOutput) {
        this(name, command, output, throughStandardOutput, 0);
    }
}
