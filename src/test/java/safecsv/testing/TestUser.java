package safecsv.testing;

/** An account that a test made; {@code toString} shows the password, which is worth nothing. */
public record TestUser(String name, String password) {}
