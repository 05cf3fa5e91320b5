package safecsv.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ClientEnvironment;
import safecsv.mysql.settings.ConnectionProtocol;
import safecsv.mysql.settings.ConnectionRequest;
import safecsv.mysql.settings.ConnectionResolver;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.OptionFileSelection;
import safecsv.mysql.settings.SslMode;

/** The options of every command that connects (a picocli mixin); their names are the mysql client's. */
public final class ConnectionOptions {
    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            description =
                    "The server's host. None, or localhost, means the Unix socket unless -P is given. Several, such "
                            + "as replica1,replica2:3307,primary, are tried in this order.")
    private String host;

    @Option(
            names = {"-P", "--port"},
            paramLabel = "PORT",
            description = "The server's port (default: 3306). Given here, it means TCP, even to localhost.")
    private Integer port;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The account's user name (default: yours on this machine).")
    private String user;

    @Option(
            names = {"-D", "--database"},
            paramLabel = "NAME",
            description = "The default database.")
    private String database;

    @Option(
            names = {"-S", "--socket"},
            paramLabel = "PATH",
            description = "The Unix socket of a server on this machine.")
    private Path socket;

    @Option(
            names = "--protocol",
            paramLabel = "TCP|SOCKET",
            description = "How to reach a server on localhost.",
            converter = ProtocolConverter.class)
    private ConnectionProtocol protocol;

    @Option(
            names = {"-p", "--password"},
            arity = "0..1",
            paramLabel = "(no value)",
            hideParamSyntax = true,
            preprocessor = PasswordValueRefusal.class,
            description = "Ask for the password. A value is refused, because everybody on the machine could read it: "
                    + "scripts use --password-file, an option file, a login path or MYSQL_PWD.")
    private boolean promptForPassword;

    @Option(names = "--password-file", paramLabel = "FILE", description = "A file that holds the password alone.")
    private Path passwordFile;

    @Option(names = "--login-path", paramLabel = "NAME", description = "Read this login path of ~/.mylogin.cnf too.")
    private String loginPath;

    @Option(
            names = "--defaults-file",
            paramLabel = "FILE",
            description = "Read this option file (and the login file) only.")
    private Path defaultsFile;

    @Option(
            names = "--defaults-extra-file",
            paramLabel = "FILE",
            description = "Read this option file too, before ~/.my.cnf.")
    private Path defaultsExtraFile;

    @Option(
            names = "--defaults-group-suffix",
            paramLabel = "SUFFIX",
            description = "Read the groups [clientSUFFIX] and [safecsvSUFFIX] too.")
    private String defaultsGroupSuffix;

    @Option(names = "--no-defaults", description = "Read no option file but the login file.")
    private boolean noDefaults;

    @Option(
            names = "--ssl-mode",
            paramLabel = "MODE",
            description = "DISABLED, PREFERRED, REQUIRED, VERIFY_CA or VERIFY_IDENTITY (default: REQUIRED to another "
                    + "host, PREFERRED on this machine, VERIFY_IDENTITY with --ssl-ca).",
            converter = SslModeConverter.class)
    private SslMode sslMode;

    @Option(
            names = "--ssl-ca",
            paramLabel = "FILE",
            description = "The CA certificates (PEM) that the server's certificate must come from.")
    private Path sslCa;

    @Mixin
    private RouteOptions route = new RouteOptions();

    /**
     * Decides how to connect; reads option files and asks for the password, but does not connect.
     *
     * @throws SafecsvException code 2 for what is wrong or contradictory
     */
    public ConnectionSettings resolve(ClientEnvironment environment) {
        OptionFileSelection optionFiles = new OptionFileSelection(
                Optional.ofNullable(defaultsFile),
                Optional.ofNullable(defaultsExtraFile),
                Optional.ofNullable(defaultsGroupSuffix),
                noDefaults,
                Optional.ofNullable(loginPath));
        ConnectionRequest request = new ConnectionRequest(
                Optional.ofNullable(host),
                Optional.ofNullable(port),
                Optional.ofNullable(user),
                Optional.ofNullable(database),
                Optional.ofNullable(socket),
                Optional.ofNullable(protocol),
                promptForPassword,
                Optional.ofNullable(passwordFile),
                Optional.ofNullable(sslMode),
                Optional.ofNullable(sslCa),
                optionFiles,
                route.request());
        return ConnectionResolver.resolve(request, environment);
    }

    /** Takes {@code -p} alone; its messages never repeat what was given. */
    static final class PasswordValueRefusal implements CommandLine.IParameterPreprocessor {
        private static final String SEPARATE = " ";

        @Override
        @SuppressWarnings("JdkObsolete") // picocli's interface
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> state) {
            boolean attached = !SEPARATE.equals(state.get("separator")) && !arguments.isEmpty();
            boolean nothingElseItCouldBe = !arguments.isEmpty()
                    && !arguments.peek().startsWith("-")
                    && command.positionalParameters().isEmpty();
            if (attached || nothingElseItCouldBe) {
                throw new ParameterException(
                        command.commandLine(),
                        "A password on the command line is refused: everybody on the machine can read it there, and "
                                + "the shell keeps it. Give -p alone to be asked, or use --password-file, an option "
                                + "file, a login path or MYSQL_PWD; and change this password if others could see it.");
            }
            option.setValue(true);
            return true;
        }
    }

    static final class SslModeConverter implements ITypeConverter<SslMode> {
        @Override
        public SslMode convert(String value) {
            return SslMode.parse(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is not one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY"));
        }
    }

    static final class ProtocolConverter implements ITypeConverter<ConnectionProtocol> {
        @Override
        public ConnectionProtocol convert(String value) {
            return ConnectionProtocol.parse(value)
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of TCP, SOCKET"));
        }
    }
}
