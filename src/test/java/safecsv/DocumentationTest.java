package safecsv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name exists; Maven runs this in the project's folder. */
class DocumentationTest {
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| (\\d+) \\|");

    @Test
    void every_class_and_test_that_a_page_names_exists() throws IOException {
        Set<String> known;
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            known = sources.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        Set<String> named = new TreeSet<>();
        for (Path page : pages()) {
            named.addAll(found(CLASS, page));
        }
        assertFalse(named.isEmpty());
        named.removeAll(known);
        assertEquals(Set.of(), named);
    }

    @Test
    void every_link_leads_somewhere() throws IOException {
        for (Path page : pages()) {
            for (String target : found(LINK, page)) {
                assertEquals(true, Files.exists(page.resolveSibling(target)), page + " -> " + target);
            }
        }
    }

    @Test
    void the_exit_codes_of_the_readme_are_exit_codes() throws IOException {
        Set<String> codes = Stream.of(ExitCode.values())
                .map(code -> Integer.toString(code.code()))
                .collect(Collectors.toSet());
        Set<String> listed = found(CODE, Path.of("README.md"));
        assertFalse(listed.isEmpty());
        listed.removeAll(codes);
        assertEquals(Set.of(), listed);
    }

    private static Set<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            Stream<Path> markdown = docs.filter(path -> path.toString().endsWith(".md"));
            return Stream.concat(Stream.of(Path.of("README.md")), markdown).toList();
        }
    }
}
