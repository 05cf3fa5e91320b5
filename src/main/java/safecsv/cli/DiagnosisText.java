package safecsv.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import safecsv.doctor.Diagnosis;
import safecsv.doctor.Finding;
import safecsv.doctor.Mark;
import safecsv.doctor.Purpose;
import safecsv.doctor.Readiness;
import safecsv.doctor.Readiness.State;

/** A diagnosis for people. */
final class DiagnosisText {
    private static final String ESCAPE = "\u001B[";
    private static final String PLAIN = ESCAPE + "0m";
    private static final int TOPIC_WIDTH = 12;
    private static final int PURPOSE_WIDTH = Stream.of(Purpose.values())
                    .mapToInt(purpose -> purpose.title().length())
                    .max()
                    .orElse(0)
            + 2;

    private final boolean colour;

    DiagnosisText(boolean colour) {
        this.colour = colour;
    }

    String of(Diagnosis diagnosis) {
        StringBuilder text = new StringBuilder();
        String topic = "";
        for (Finding finding : diagnosis.findings()) {
            String shown = finding.topic().equals(topic) ? "" : finding.topic();
            topic = finding.topic();
            line(text, "%-" + TOPIC_WIDTH + "s %s  %s", shown, mark(finding.mark()), finding.text());
            finding.advice().ifPresent(advice -> line(text, "%-" + TOPIC_WIDTH + "s       %s", "", advice));
        }
        if (!diagnosis.purposes().isEmpty()) {
            purposes(text, diagnosis.purposes());
        }
        return text.toString();
    }

    private void purposes(StringBuilder text, List<Readiness> purposes) {
        line(text, "");
        line(text, "What the account can be used for:");
        for (Readiness readiness : purposes) {
            line(
                    text,
                    "  %-" + PURPOSE_WIDTH + "s %-9s %s",
                    readiness.purpose().title(),
                    word(readiness.state()),
                    readiness.purpose().meaning());
        }
        line(text, "");
        line(text, "The smallest GRANT for each, for an account that has nothing (+ marks what this one lacks):");
        for (Readiness readiness : purposes) {
            for (String grant : readiness.grants()) {
                boolean lacks = readiness.state() == State.MISSING && isMissing(readiness, grant);
                line(
                        text,
                        "  %-" + PURPOSE_WIDTH + "s %s %s",
                        readiness.purpose().title(),
                        lacks ? "+" : " ",
                        grant);
            }
            if (readiness.grants().isEmpty()) {
                line(
                        text,
                        "  %-" + PURPOSE_WIDTH + "s   %s",
                        readiness.purpose().title(),
                        nothing(readiness.state()));
            }
        }
    }

    /** Whether any privilege of the statement is missing on its target. */
    private static boolean isMissing(Readiness readiness, String grant) {
        String target = grant.substring(grant.indexOf(" ON "));
        return readiness.missing().stream().anyMatch(missing -> missing.endsWith(target));
    }

    private static String nothing(State state) {
        return state == State.NOT_HERE ? "not on this server" : "name a database (-D) or tables (--table) for it";
    }

    private static String word(State state) {
        return switch (state) {
            case READY -> "ready";
            case MISSING -> "missing";
            case NOT_KNOWN -> "not known";
            case NOT_HERE -> "not here";
        };
    }

    private String mark(Mark mark) {
        String word = String.format(Locale.ROOT, "%-4s", mark.name().toLowerCase(Locale.ROOT));
        if (!colour) {
            return word;
        }
        return switch (mark) {
            case OK -> ESCAPE + "32m" + word + PLAIN;
            case WARN -> ESCAPE + "33m" + word + PLAIN;
            case FAIL -> ESCAPE + "31m" + word + PLAIN;
        };
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
