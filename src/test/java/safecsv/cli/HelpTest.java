package safecsv.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    private static final CommandLine ALL = CommandLines.create(InProcess.NO_STREAMS, new ProcessEnd());

    /** Each piece of a description that is in several begins a line of its own, in the midst of a sentence. */
    @Test
    void every_option_is_described_by_one_text() {
        List<String> others = new ArrayList<>();
        for (CommandLine command : commands(ALL).toList()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (option.description().length != 1) {
                    others.add(command.getCommandName() + " " + option.longestName());
                }
            }
        }
        assertEquals(List.of(), others);
    }

    @Test
    void every_line_of_every_help_fits_eighty_columns() {
        for (CommandLine command : commands(ALL).toList()) {
            for (String line :
                    command.setUsageHelpWidth(80).getUsageMessage().lines().toList()) {
                assertTrue(line.codePointCount(0, line.length()) <= 80, command.getCommandName() + ": " + line);
            }
        }
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::commands));
    }
}
