package safecsv.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes the man pages of all commands when the distribution is built. Arguments: their folder, and one for what they are made from. */
final class ManPages {
    private static final boolean[] QUIETLY = {};

    /**
     * The synopsis of an option that takes no value and says so in its label, with a line break of picocli's in it or without;
     * the stars around it would be printed.
     */
    private static final String NO_VALUE = "\\*_=\\(no[\\s_]+value\\)_";

    private ManPages() {}

    /** Writes {@code safecsv.1}, {@code safecsv-export.1} and so on: picocli's AsciiDoc, made into roff by Asciidoctor. */
    public static void main(String[] arguments) throws IOException {
        Path pages = Files.createDirectories(Path.of(arguments[0]));
        Path sources = Files.createDirectories(Path.of(arguments[1]));
        int failed = ManPageGenerator.generateManPage(
                sources.toFile(),
                null,
                QUIETLY,
                true,
                CommandLines.create(InProcess.NO_STREAMS, new ProcessEnd()).getCommandSpec());
        if (failed != 0) {
            throw new IllegalStateException("picocli could not write the sources of the man pages, code " + failed);
        }
        try (Asciidoctor asciidoctor = Asciidoctor.Factory.create()) {
            for (Path source : sources(sources)) {
                Files.writeString(source, mended(Files.readString(source)));
                asciidoctor.convertFile(source.toFile(), options(pages));
            }
        }
    }

    /** picocli breaks the lines of a synopsis, even inside a word; Asciidoctor breaks them anew. */
    private static String mended(String source) {
        return source.replaceAll(NO_VALUE, "*")
                .replaceAll("_\\n +_ {8,}", "")
                .replaceAll("(?<!=)\\n {8,}(?=[\\[_*])", " ")
                .replaceAll("\\n {8,}", "");
    }

    private static Options options(Path pages) {
        return Options.builder()
                .backend("manpage")
                .safe(SafeMode.SAFE)
                .baseDir(pages.toAbsolutePath().getParent().toFile())
                .toDir(pages.toFile())
                .attributes(Attributes.builder().attribute("reproducible").build())
                .build();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".adoc"))
                    .sorted()
                    .toList();
        }
    }
}
