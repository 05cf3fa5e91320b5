package safecsv.cli;

import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param data standard output
 * @param messages standard error, for everything else; flushes at line ends
 * @param terminal whether standard error is a terminal; the launcher knows, the JVM does not
 */
record Streams(OutputStream data, PrintWriter messages, boolean terminal) {}
