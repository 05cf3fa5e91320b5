package safecsv.doctor;

import java.time.Instant;
import safecsv.mysql.facts.ServerFacts;
import safecsv.mysql.settings.ConnectionSettings;

/**
 * All that the checks know.
 *
 * @param settings how the server that answered was asked for
 * @param now this machine's clock
 */
public record Facts(
        ServerFacts server, ConnectionSettings settings, DirectoryFacts directory, ProgramFacts program, Instant now) {}
