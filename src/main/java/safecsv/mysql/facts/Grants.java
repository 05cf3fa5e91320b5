package safecsv.mysql.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import safecsv.SafecsvException;

/** What the account may do, its active roles included. */
public final class Grants {
    /** What a database's name may be a pattern of, and what keeps it from being one. */
    private static final String PATTERN_CHARACTERS = "_%\\";

    private final List<Grant> grants;
    private final boolean literalNames;

    private Grants(List<Grant> grants, boolean literalNames) {
        this.grants = grants;
        this.literalNames = literalNames;
    }

    /**
     * Reads the lines of SHOW GRANTS. Lines about routines, roles and proxies are left out.
     *
     * @param literalNames whether a database's name is never a pattern: {@code @@partial_revokes}
     */
    public static Grants parse(List<String> lines, boolean literalNames) {
        return new Grants(lines.stream().flatMap(line -> parse(line).stream()).toList(), literalNames);
    }

    private static Optional<Grant> parse(String line) {
        try {
            return Grant.parse(line);
        } catch (SafecsvException e) {
            // Not SQL as this program knows it; a privilege that is overlooked is only asked for again.
            return Optional.empty();
        }
    }

    /** Whether the account has the privilege on everything. */
    public boolean everywhere(String privilege) {
        return grants.stream().anyMatch(grant -> isGlobal(grant) && !grant.revoked() && grant.gives(privilege))
                && grants.stream().noneMatch(grant -> grant.revoked() && grant.gives(privilege));
    }

    /** Whether the account has the privilege on the whole server, leaving aside what was taken away for a database. */
    public boolean globally(String privilege) {
        return grants.stream().anyMatch(grant -> isGlobal(grant) && !grant.revoked() && grant.gives(privilege));
    }

    /** Whether the account has the privilege on all of a database. */
    public boolean onSchema(String privilege, String schema) {
        boolean taken = grants.stream()
                .anyMatch(grant -> grant.revoked() && grant.schema().equals(schema) && grant.gives(privilege));
        return (globally(privilege) && !taken)
                || grants.stream()
                        .anyMatch(grant -> !grant.revoked()
                                && grant.gives(privilege)
                                && !isGlobal(grant)
                                && grant.table().equals(Grant.ANY)
                                && matches(grant.schema(), schema));
    }

    /** Whether the account has the privilege on all columns of a table. */
    public boolean onTable(String privilege, String schema, String table) {
        return onSchema(privilege, schema)
                || grants.stream()
                        .anyMatch(grant -> !grant.revoked()
                                && grant.gives(privilege)
                                && grant.schema().equals(schema)
                                && grant.table().equals(table));
    }

    /** Those of these privileges that the account has anywhere, in the order of the alphabet. */
    public Set<String> anywhere(Set<String> privileges) {
        return grants.stream()
                .filter(grant -> !grant.revoked())
                .flatMap(grant -> privileges.stream()
                        .filter(privilege ->
                                grant.gives(privilege) || grant.onColumns().contains(privilege)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isGlobal(Grant grant) {
        return grant.schema().equals(Grant.ANY);
    }

    private boolean matches(String pattern, String schema) {
        return literalNames ? pattern.equals(schema) : like(pattern, 0, schema, 0);
    }

    /** As SQL's LIKE, with the backslash as the escape. */
    private static boolean like(String pattern, int patternAt, String text, int textAt) {
        if (patternAt == pattern.length()) {
            return textAt == text.length();
        }
        char sign = pattern.charAt(patternAt);
        if (sign == '%') {
            return like(pattern, patternAt + 1, text, textAt)
                    || (textAt < text.length() && like(pattern, patternAt, text, textAt + 1));
        }
        if (textAt == text.length()) {
            return false;
        }
        if (sign == '\\' && patternAt + 1 < pattern.length()) {
            return pattern.charAt(patternAt + 1) == text.charAt(textAt)
                    && like(pattern, patternAt + 2, text, textAt + 1);
        }
        return (sign == '_' || sign == text.charAt(textAt)) && like(pattern, patternAt + 1, text, textAt + 1);
    }

    /** A database's name as GRANT takes it: one name, and not the pattern that it may look like. */
    public String literally(String schema) {
        if (literalNames) {
            return schema;
        }
        StringBuilder escaped = new StringBuilder();
        schema.chars().forEach(character -> {
            if (PATTERN_CHARACTERS.indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) character);
        });
        return escaped.toString();
    }
}
