package safecsv.csv;

/**
 * One file that was written.
 *
 * @param name a path, or "standard output"
 * @param rows data rows, the header not counted
 * @param textBytes size of the CSV text, header included, before compression
 * @param bytes size of the file
 * @param sha256 of the file, lower-case hexadecimal
 */
public record WrittenPart(String name, long rows, long textBytes, long bytes, String sha256) {}
