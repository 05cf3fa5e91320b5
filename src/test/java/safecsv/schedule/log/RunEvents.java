package safecsv.schedule.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All events of a job's run log, for tests. */
public final class RunEvents {
    private RunEvents() {}

    /** The events of the whole lines, in order. */
    public static List<RunEvent> of(Path folder, String job) {
        Path path = folder.resolve(job + ".runs.jsonl");
        List<RunEvent> events = new ArrayList<>();
        if (!Files.exists(path)) {
            return events;
        }
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                events.add(EventText.parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
