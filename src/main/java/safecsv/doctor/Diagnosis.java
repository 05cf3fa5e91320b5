package safecsv.doctor;

import java.util.Comparator;
import java.util.List;
import safecsv.ExitCode;

/**
 * What the doctor says.
 *
 * @param findings in the order in which people read
 * @param purposes what the account can be for; empty where no server was reached
 */
public record Diagnosis(List<Finding> findings, List<Readiness> purposes) {
    public Diagnosis {
        findings = List.copyOf(findings);
        purposes = List.copyOf(purposes);
    }

    /** What an export would end with: DONE where nothing stands against it, else the first failure's code. */
    public ExitCode exitCode() {
        return findings.stream()
                .filter(finding -> finding.mark() == Mark.FAIL)
                .map(Finding::exitCode)
                .min(Comparator.comparingInt(code -> code == ExitCode.USAGE ? 0 : 1))
                .orElse(ExitCode.DONE);
    }
}
