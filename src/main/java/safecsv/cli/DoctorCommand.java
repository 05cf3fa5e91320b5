package safecsv.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import safecsv.doctor.Diagnosis;
import safecsv.doctor.Doctor;
import safecsv.doctor.ProgramFacts;
import safecsv.mysql.sql.Identifiers;

/** {@code safecsv doctor}. */
@Command(
        name = "doctor",
        description = {
            "Says whether this account, this server and this machine are ready, and the smallest GRANT that would do.",
            "It changes nothing. The exit code is 0 where an export would work, else what the export would end with."
        },
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--table",
            paramLabel = "[SCHEMA.]TABLE",
            description = "A table that is to be exported; repeatable. Without it, the database of -D.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--output-dir",
            paramLabel = "DIRECTORY",
            defaultValue = ".",
            description = "Where files are to be written (default: the current directory).")
    private String outputDirectory;

    @Option(names = "--json", description = "Print JSON; the format is in docs/doctor.md.")
    private boolean json;

    @Mixin
    private ConnectionOptions connection;

    DoctorCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        tables.forEach(Identifiers::quotedName);
        Doctor doctor = new Doctor(
                tables,
                CommandPaths.directory(spec.commandLine(), outputDirectory),
                ProgramFacts.ofThisProcess(new Version().getVersion()[0]),
                Clock.systemUTC());
        Diagnosis diagnosis = doctor.examine(connection.resolve(ClientEnvironments.of(streams)));
        PrintWriter out = new PrintWriter(streams.data(), false, StandardCharsets.UTF_8);
        out.print(json ? DiagnosisJson.of(diagnosis) : new DiagnosisText(streams.colours()).of(diagnosis));
        out.flush();
        return diagnosis.exitCode().code();
    }
}
