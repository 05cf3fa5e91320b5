package safecsv.bench;

import com.mysql.cj.jdbc.Driver;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base64;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.io.IOUtils;
import safecsv.SafecsvException;

/** The command line of {@link GetStringExport}: default JVM flags, and only the jars that it needs. */
record GetStringCommand(BenchServer server, BenchOptions options, Credentials credentials) {
    List<String> command(String query, Path output) {
        String classPath = Stream.of(
                        GetStringExport.class,
                        SafecsvException.class,
                        Driver.class,
                        CSVPrinter.class,
                        IOUtils.class,
                        Base64.class)
                .map(Java::location)
                .collect(Collectors.joining(File.pathSeparator));
        String url = "jdbc:mysql://" + server.host() + ":" + server.port() + "/" + options.database;
        return List.of(
                Java.executable(),
                "-cp",
                classPath,
                GetStringExport.class.getName(),
                url,
                server.user(),
                credentials.passwordFile().toString(),
                options.sslMode.name(),
                query,
                output.toString());
    }
}
