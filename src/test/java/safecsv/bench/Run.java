package safecsv.bench;

import java.util.OptionalDouble;

/**
 * One run of one program.
 *
 * @param seconds wall clock, from starting the process to its end
 * @param cpuSeconds user and system time of the process and its children (not of the server); empty where unknown
 * @param bytes size of the output
 * @param syncSeconds how long fsync of the output took afterwards; empty where the file can't be opened
 */
record Run(double seconds, OptionalDouble cpuSeconds, long bytes, OptionalDouble syncSeconds) {}
