package safecsv.mysql;

/**
 * A value as the server sent it.
 *
 * @param bytes null for NULL
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record RawValue(ColumnKind kind, byte[] bytes) {}
