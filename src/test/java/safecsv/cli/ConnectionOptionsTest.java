package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import safecsv.ExitCode;
import safecsv.SafecsvException;
import safecsv.mysql.settings.ConnectionSettings;
import safecsv.mysql.settings.ServerAddress;
import safecsv.mysql.settings.SslMode;

class ConnectionOptionsTest extends ConnectionOptionsHarness {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # command line              | option file                             | environment     | server
                                        |                                         |                 | 127.0.0.1:3306
            -h db.example               |                                         |                 | db.example:3306
            -h db.example -P 3307       | host=other,port=1                       |                 | db.example:3307
                                        | host=other,port=3308                    | MYSQL_HOST=env  | other:3308
                                        |                                         | MYSQL_HOST=env  | env:3306
            -h db                       | port=0                                  | MYSQL_TCP_PORT=3310 | db:3310
            -h db                       | port=3309                               | MYSQL_TCP_PORT=3310 | db:3309
            -h localhost                | socket=/a.sock                          |                 | socket /a.sock
                                        | socket=/a.sock,port=3307                |                 | socket /a.sock
            -h localhost -P 3307        | socket=/a.sock                          |                 | localhost:3307
            -P 3307                     | socket=/a.sock                          |                 | localhost:3307
            -S /b.sock -P 3307          | socket=/a.sock                          |                 | socket /b.sock
            -P 3307 --protocol socket   | socket=/a.sock                          |                 | socket /a.sock
                                        | host=localhost,port=3307,protocol=tcp,socket=/a.sock |    | localhost:3307
                                        |                                         | MYSQL_UNIX_PORT=/c.sock | socket /c.sock
                                        | port=3307                               |                 | 127.0.0.1:3307
            -h ''                       | host=db.example,socket=/a.sock          |                 | socket /a.sock
            -h ::1                      |                                         |                 | [::1]:3306
            -h db:3307                  |                                         |                 | db:3307
            -h db:3307 -P 3308          |                                         |                 | db:3307
            -h [::1]:3307               |                                         |                 | [::1]:3307
            -h localhost:3307           | socket=/a.sock                          |                 | localhost:3307
            -h a,b:3307,c -P 3308       |                                         |                 | a:3308, b:3307, c:3308
                                        | host=a;localhost                        |                 | a:3306, localhost:3306
            --ssh s                     | socket=/a.sock,port=3307                | MYSQL_UNIX_PORT=/c.sock | 127.0.0.1:3307 through ssh s
            --ssh s -h localhost        | socket=/a.sock                          |                 | localhost:3306 through ssh s
            --ssh s -S /b.sock          | host=db                                 |                 | socket /b.sock through ssh s
            --ssh me@s:22 -h a,b        |                                         |                 | a:3306 through ssh me@s:22, b:3306 through ssh me@s:22
                                        | ssh=s,host=db                           |                 | db:3306 through ssh s
            """)
    void the_command_line_beats_option_files_and_those_the_environment(
            String arguments, String options, String environment, String server) throws IOException {
        writeOptions(options);
        if (environment != null) {
            int equals = environment.indexOf('=');
            variables.put(environment.substring(0, equals), environment.substring(equals + 1));
        }

        assertEquals(
                server,
                resolve(words(arguments)).candidates().stream()
                        .map(ConnectionSettings::place)
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void a_socket_in_the_usual_place_is_taken_for_localhost_but_not_for_a_typed_port() throws IOException {
        Path socket = root.resolve("var/run/mysqld/mysqld.sock");
        Files.createDirectories(socket.getParent());
        Files.createFile(socket);

        assertEquals(new ServerAddress.UnixSocket(socket), resolve().server());
        assertEquals(
                new ServerAddress.Tcp("localhost", 3306), resolve("-P", "3306").server());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -h db.example                                 | REQUIRED
            -h localhost -P 1                             | PREFERRED
            -h 127.0.0.1                                  | PREFERRED
            -h ::1                                        | PREFERRED
            -h localhost.example                          | REQUIRED
            -h 127.0.0.1.example                          | REQUIRED
            -S /a.sock                                    | PREFERRED
            -h 127.0.0.1 --ssl-ca ca.pem                  | VERIFY_IDENTITY
            -h db.example --ssl-ca ca.pem                 | VERIFY_IDENTITY
            -h db.example --ssl-ca ca.pem --ssl-mode verify_ca | VERIFY_CA
            -S /a.sock --ssl-ca ca.pem                    | PREFERRED
            -h db.example --ssl-mode disabled             | DISABLED
            """)
    void encryption_is_demanded_wherever_bytes_leave_the_machine(String arguments, SslMode mode) {
        assertEquals(mode, resolve(words(arguments)).tls().mode());
    }

    @Test
    void behind_ssh_encryption_is_demanded_by_the_address_that_the_ssh_host_sees_and_for_each_server_by_itself() {
        List<SslMode> modes = resolve("--ssh", "bastion", "-h", "127.0.0.1,db.internal").candidates().stream()
                .map(settings -> settings.tls().mode())
                .toList();

        assertEquals(List.of(SslMode.PREFERRED, SslMode.REQUIRED), modes);
    }

    @Test
    void the_timeout_and_the_retries_of_the_command_line_beat_those_of_the_option_file() throws IOException {
        Files.writeString(root.resolve(".my.cnf"), "[safecsv]\nconnect-timeout=7\nconnect-retries=4\n");
        assertEquals(Duration.ofSeconds(7), resolve().connectTimeout());
        assertEquals(4, resolve().route().retries());

        ConnectionSettings typed = resolve("--connect-timeout", "500ms", "--connect-retries", "2");
        assertEquals(Duration.ofMillis(500), typed.connectTimeout());
        assertEquals(2, typed.route().retries());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -S /a.sock -h db.example      | -S/--socket names a server on this machine, but the host is db.example: drop one of them, or give -h localhost.
            -S /a.sock --protocol tcp     | -S/--socket and the protocol TCP contradict each other; drop one of them.
            -h db --protocol SOCKET       | The protocol SOCKET does not reach the host db.
            --protocol SOCKET             | The protocol is SOCKET, but no server's socket was found: name it with -S/--socket.
            -h db:x                       | 'db:x' is not a host name or an IP address; the port goes into -P/--port.
            -h a,,b                       | The list of hosts 'a,,b' has an empty name.
            -h a,b -S /a.sock             | -S/--socket names a server on this machine, but the host is a,b: drop one of them, or give -h localhost.
            --ssh -oProxyCommand=x        | --ssh needs [USER@]HOST[:PORT], as in me@bastion.example:22, not '-oProxyCommand=x'.
            --ssh -l@h                    | --ssh needs [USER@]HOST[:PORT], as in me@bastion.example:22, not '-l@h'.
            --ssh h:99999                 | --ssh needs [USER@]HOST[:PORT], as in me@bastion.example:22, not 'h:99999'.
            --ssh h;x                     | --ssh needs [USER@]HOST[:PORT], as in me@bastion.example:22, not 'h;x'.
            --ssh h -h db -S /a           | With --ssh, -S/--socket is the absolute path of a socket on the ssh host, and goes without -h/--host.
            --connect-retries -1          | --connect-retries must be 0 to 5000.
            -h db?allowLoadLocalInfile=1  | 'db?allowLoadLocalInfile=1' is not a host name or an IP address; the port goes into -P/--port.
            -h address=(host=x)           | 'address=(host=x)' is not a host name or an IP address; the port goes into -P/--port.
            -h db -P 70000                | Port 70000 does not exist; give 1 to 65535.
            -h db --ssl-mode VERIFY_CA    | --ssl-mode VERIFY_CA needs to know whom to trust: name the CA's PEM file with --ssl-ca.
            --no-defaults --defaults-file x | --no-defaults and --defaults-file contradict each other; give one of them.
            -p --password-file x          | -p/--password and --password-file contradict each other; give one of them.
            --password-file /no/such/file | The password file /no/such/file can't be read.
            -p -h db                      | A password is asked for (-p/--password), but there is no terminal to type it on: use --password-file, an option file, a login path or MYSQL_PWD.
            """)
    void what_contradicts_itself_is_refused_with_the_reason(String arguments, String message) {
        SafecsvException error = assertThrows(SafecsvException.class, () -> resolve(words(arguments)));

        assertEquals(message, error.getMessage());
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [safecsv],usr=bob             | .my.cnf, line 2: safecsv has no option 'usr' in option files. Nothing was connected to.
            [client],port=33o6            | .my.cnf, line 2: '33o6' is not a number from 0 to 65535 for 'port'. Nothing was connected to.
            [client],host                 | .my.cnf, line 2: the option 'host' needs a value. Nothing was connected to.
            [client],ssl-mode=always      | .my.cnf, line 2: 'always' is no ssl-mode; it is one of DISABLED, PREFERRED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY. Nothing was connected to.
            [client],protocol=pipe        | .my.cnf, line 2: 'pipe' is no protocol; it is one of TCP, SOCKET. Nothing was connected to.
            [client],connect-timeout=soon | .my.cnf, line 2: 'soon' is not a number from 0 to 86400 for 'connect-timeout'. Nothing was connected to.
            """)
    void a_wrong_option_is_named_with_file_and_line(String lines, String message) throws IOException {
        Files.writeString(root.resolve(".my.cnf"), lines.replace(",", "\n"));

        SafecsvException error = assertThrows(SafecsvException.class, () -> resolve());
        assertEquals(root + "/" + message, error.getMessage());
        assertEquals(ExitCode.USAGE, error.exitCode());
    }

    @Test
    void other_programs_options_and_loose_ones_are_theirs() throws IOException {
        Files.writeString(
                root.resolve(".my.cnf"),
                "[client]\ndefault-character-set=utf8mb4\nHOST=x\nhos=y\n[safecsv]\nloose_new=1\nloose-host=db\nssl_mode=req\n");

        ConnectionSettings settings = resolve();
        assertEquals("db:3306", settings.server().toString());
        assertEquals(SslMode.REQUIRED, settings.tls().mode());
    }

    @Test
    void the_user_is_the_one_of_this_machine_unless_one_is_named() throws IOException {
        assertEquals("tester", resolve().user());
        writeOptions("user=,database=");
        assertEquals("tester", resolve().user());
        assertEquals(Optional.empty(), resolve().database());
        writeOptions("user=filed,database=shop");
        assertEquals("filed", resolve().user());
        assertEquals(Optional.of("shop"), resolve().database());
        assertEquals("bob", resolve("-u", "bob").user());
        assertEquals(Optional.of("other"), resolve("-D", "other").database());
    }
}
