package safecsv.cli;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import safecsv.export.ExportSource;
import safecsv.export.SeveralRequest.NamedSource;
import safecsv.mysql.BoundQuery;
import safecsv.mysql.NamedParameters;
import safecsv.mysql.TableSelect;
import safecsv.mysql.TrustedFunctions;
import safecsv.mysql.sql.Identifiers;

/** What to export: a query, query files, or tables. */
final class ExportSourceOptions {
    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "The query.")
    private String query;

    @Option(
            names = "--query-file",
            paramLabel = "FILE",
            description = "A file with the query, in UTF-8; - is standard input. Repeatable with --output-dir.")
    private List<String> queryFiles = new ArrayList<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "The value of :NAME in the query; sent as a value, never pasted into the text. Repeatable.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--table",
            paramLabel = "[SCHEMA.]TABLE",
            description = "A table to export; its FLOAT columns keep every digit. Repeatable, or with commas, with"
                    + " --output-dir.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--where", paramLabel = "CONDITION", description = "With --table: only these rows.")
    private String where;

    @Option(
            names = "--columns",
            paramLabel = "NAME,…",
            description = "With --table: only these columns, in this order.")
    private String columns;

    @Option(
            names = "--editable",
            description =
                    "With -o, and --table or a query over one table: the CSV will be edited and come back. Also writes"
                            + " FILE.baseline.zip, which stays with you and which safecsv diff compares with. What the"
                            + " query computes is only carried along; columns of the table are put back, under whatever"
                            + " name.")
    private boolean editable;

    @Option(
            names = "--trust-functions",
            arity = "0..1",
            fallbackValue = TrustedFunctions.EVERY,
            paramLabel = "NAME,…",
            description =
                    "Do not look at what these stored functions and views do: shop.tax,shop.v; without names, at none."
                            + " Else one that does more than compute and read (or can't be read, or whose view can't) is"
                            + " refused.")
    private String trustFunctions;

    /**
     * The one thing to export.
     *
     * @param input standard input, for {@code --query-file -}
     * @throws ParameterException where the options don't fit together
     */
    ExportSource source(CommandLine line, InputStream input) {
        List<String> tables = tables(line);
        int given = tables.size() + queryFiles.size() + (query == null ? 0 : 1);
        if (given != 1) {
            throw new ParameterException(
                    line,
                    given == 0
                            ? "Say what to export: -e SQL, --query-file FILE or --table TABLE."
                            : "Give only one of -e, --query-file and --table, or --output-dir for several.");
        }
        if (!tables.isEmpty()) {
            refuseParameters(line);
            return table(tables.get(0), columnNames(line));
        }
        refuseTableOptions(line, "put it into the query");
        String text = query != null ? query : QueryFile.read(queryFiles.get(0), input);
        return query(NamedParameters.bind(text, values(line)));
    }

    /**
     * Everything to export, tables first.
     *
     * @param input standard input, for {@code --query-file -}
     * @param more whether there will be other tables
     * @throws ParameterException where the options don't fit together
     */
    List<NamedSource> sources(CommandLine line, InputStream input, boolean more) {
        List<String> tables = tables(line);
        if (query != null) {
            throw new ParameterException(
                    line, "-e has no name for a file in --output-dir; put it into a --query-file.");
        }
        if (tables.isEmpty() && queryFiles.isEmpty() && !more) {
            throw new ParameterException(line, "Say what to export: --table, --query-file or --all-tables.");
        }
        if (queryFiles.isEmpty()) {
            refuseParameters(line);
        }
        if (tables.size() != 1 || more) {
            refuseTableOptions(line, "it goes with one --table");
        }
        List<NamedSource> sources = new ArrayList<>();
        for (String table : tables) {
            List<String> parts = Identifiers.parts(table);
            sources.add(SourceNames.table(table(table, columnNames(line)), parts));
        }
        SharedParameters shared = new SharedParameters(values(line));
        for (String file : queryFiles) {
            String text = QueryFile.read(file, input);
            sources.add(SourceNames.query(query(shared.bind(text)), file));
        }
        shared.requireAllUsed();
        return sources;
    }

    /** Whether there is more than one. */
    boolean several(CommandLine line) {
        return tables(line).size() + queryFiles.size() > 1;
    }

    private List<String> tables(CommandLine line) {
        return NameList.split(line, "--table", tables);
    }

    /** Whether what is exported comes back. */
    boolean editable() {
        return editable;
    }

    private ExportSource query(BoundQuery bound) {
        return new ExportSource.Query(bound, editable, trusted());
    }

    private ExportSource table(String table, List<String> names) {
        TableSelect select = new TableSelect(table, names, Optional.ofNullable(where));
        return new ExportSource.Table(select, editable, trusted());
    }

    private TrustedFunctions trusted() {
        return trustFunctions == null ? TrustedFunctions.NONE : TrustedFunctions.parse(trustFunctions);
    }

    private void refuseParameters(CommandLine line) {
        if (!parameters.isEmpty()) {
            throw new ParameterException(line, "--param goes with -e or --query-file.");
        }
    }

    private void refuseTableOptions(CommandLine line, String instead) {
        if (where != null || columns != null) {
            throw new ParameterException(
                    line,
                    (where != null ? "--where" : "--columns")
                            + (instead.startsWith("put") ? " goes with --table; " : ": ") + instead + ".");
        }
    }

    private List<String> columnNames(CommandLine line) {
        if (columns == null) {
            return List.of();
        }
        return NameList.split(line, "--columns", List.of(columns)).stream()
                .map(NameList::plain)
                .toList();
    }

    private Map<String, String> values(CommandLine line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(line, "--param needs NAME=VALUE, not '%s'.".formatted(parameter));
            }
            if (values.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw new ParameterException(
                        line, "--param %s is given twice.".formatted(parameter.substring(0, equals)));
            }
        }
        return values;
    }
}
