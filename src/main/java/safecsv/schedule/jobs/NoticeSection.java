package safecsv.schedule.jobs;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import safecsv.schedule.jobs.Job.Notice;

/** Reads {@code on-success} and {@code on-failure}. */
final class NoticeSection {
    static final List<String> SUCCESS_KEYS = List.of("command", "webhook", "webhook-file", "timeout");
    static final List<String> FAILURE_KEYS = List.of("command", "webhook", "webhook-file", "timeout", "repeat-after");

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Less than a day, so that a nightly job that fails every night is told of every night. */
    private static final Duration REPEAT_AFTER = Duration.ofHours(20);

    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|da|k|z)?sh");

    private NoticeSection() {}

    static Optional<Notice> read(YamlValues job, String key, List<String> keys, Path folder) {
        return job.mapping(key, keys).flatMap(values -> notice(values, job.with(key), key, folder));
    }

    private static Optional<Notice> notice(YamlValues values, YamlMapping parent, String key, Path folder) {
        List<String> command = values.with("command").texts("command");
        command.forEach(word -> {
            try {
                RunText.check(word);
            } catch (IllegalArgumentException e) {
                values.with("command").mistake("command", e.getMessage());
            }
        });
        if (isShellText(command)) {
            values.with("command")
                    .mistake(
                            "command",
                            "{error} in a shell's text would be run as a part of it; write \"$SAFECSV_ERROR\"");
        }
        Optional<String> address = values.parsed("webhook", NoticeSection::webAddress);
        Optional<Path> file =
                values.parsed("webhook-file", text -> folder.resolve(text).normalize());
        long given = List.of(values.has("command"), values.has("webhook"), values.has("webhook-file")).stream()
                .filter(present -> present)
                .count();
        if (given != 1) {
            parent.mistake(key, "this takes one of command, webhook and webhook-file");
            return Optional.empty();
        }
        if (values.has("command") && command.isEmpty()) {
            values.with("command").mistake("command", "the program's name is missing");
            return Optional.empty();
        }
        Optional<Notice.Webhook> webhook =
                values.has("command") ? Optional.empty() : Optional.of(new Notice.Webhook(address, file));
        return Optional.of(new Notice(
                fromFolder(command, folder),
                folder,
                webhook,
                values.duration("timeout").orElse(TIMEOUT),
                values.duration("repeat-after").orElse(REPEAT_AFTER)));
    }

    private static boolean isShellText(List<String> command) {
        int text = command.indexOf("-c") + 1;
        return text > 0
                && SHELL.matcher(command.get(0)).matches()
                && text < command.size()
                && command.get(text).contains("{error}");
    }

    private static String webAddress(String text) {
        return WebAddress.parse(text)
                .map(URI::toString)
                .orElseThrow(() -> new IllegalArgumentException("this is no web address (https://…)"));
    }

    /** A program's name is looked for on the PATH; its path, as every other in this file, from the file's folder. */
    private static List<String> fromFolder(List<String> command, Path folder) {
        if (command.isEmpty() || !command.get(0).contains("/")) {
            return command;
        }
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, folder.resolve(command.get(0)).normalize().toString());
        return resolved;
    }
}
