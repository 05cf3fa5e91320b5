package safecsv.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import safecsv.testing.TestServer;
import safecsv.testing.TestUser;

/**
 * Loads a tea shop into a database that is thrown away, and exports from it as a user would, with an account that may
 * only SELECT. Prints every command and what came of it; the first that fails ends the demo, and the build, with 1.
 * Arguments: none. Runs in the project's folder.
 */
public final class Demo {
    private static final Path FOLDER = Path.of("target/demo");

    private final PrintStream out;
    private final Shell shell;

    private Demo(PrintStream out) {
        this.out = out;
        this.shell = new Shell(out);
    }

    /** Runs the demo and ends the process. */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        int exit = 1;
        try {
            new Demo(out).run();
            exit = 0;
        } catch (IllegalStateException failure) {
            out.println(failure.getMessage());
        } catch (IOException failure) {
            out.println("The demo could not read or write a file: " + failure);
        } finally {
            // Always: the embedded server's own threads would keep the process alive.
            System.exit(exit);
        }
    }

    private void run() throws IOException, InterruptedException {
        TestServer server = TestServer.get();
        String database = server.createDatabase("shop");
        String login = login(server, database);
        out.println();
        export(login, "-e \"SELECT name, price FROM products WHERE price > 5000 ORDER BY price\"", "dear.csv");
        export(login, "--table customers", "customers.csv");
        export(login, "--query-file sample-queries/customers-for-mailing.sql --dialect tsv", "mailing.tsv");
        export(login, "--query-file sample-queries/orders-since.sql --param since=2024-01-01", "orders.csv");
        export(login, "--query-file sample-queries/product-pictures.sql", "pictures.csv");
        export(
                login,
                "--query-file sample-queries/sales-by-month.sql --param from=2023-10-01 --param until=2024-04-01",
                "sales.csv");
        firstLines("customers.csv");
        out.println();
        String writer = options(
                server,
                server.createUser("SELECT, INSERT, UPDATE, DELETE ON `" + database + "`.*"),
                database,
                "writer");
        new RoundTripTour(out, shell, server, database, login, writer).run();
        out.println("The files are in " + FOLDER + "; the database is gone when this ends.");
    }

    /** The options that connect as an account with nothing but SELECT. */
    private String login(TestServer server, String database) throws IOException {
        server.runScript(database, "/demo/shop.sql");
        TestUser user = server.createUser("SELECT ON `" + database + "`.*");
        out.println("Loaded src/test/resources/demo/shop.sql into database " + database + ", for account " + user.name()
                + " with GRANT SELECT and nothing else.");
        return options(server, user, database, "password");
    }

    private static String options(TestServer server, TestUser user, String database, String passwordFile)
            throws IOException {
        return "-h " + server.host() + " -P " + server.port() + " -u " + user.name() + " --password-file "
                + passwordFile(passwordFile, user.password()) + " -D " + database;
    }

    private static Path passwordFile(String name, String password) throws IOException {
        Path file = Files.createDirectories(FOLDER).resolve(name);
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(file, password + "\n");
    }

    private void export(String login, String what, String file) throws IOException, InterruptedException {
        shell.run("target/safecsv/bin/safecsv export --no-defaults " + login + " \\\n    " + what + " -o "
                + FOLDER.resolve(file) + " --force");
    }

    private void firstLines(String file) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(file), UTF_8);
        out.println("$ head -6 " + FOLDER.resolve(file));
        lines.stream().limit(6).forEach(out::println);
    }
}
