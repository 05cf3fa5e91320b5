package safecsv.export;

/** Runs an export. */
public final class Exporter {}
